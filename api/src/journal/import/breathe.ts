/** Lets the server answer others before the next long step. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
