/**
 * What the page begins before the app's code is there, left in the window for the app to take: who is signed in, and for somebody who was never here the
 * line with its first frames.
 */
export interface Early {
  /** Answer of `/api/me`. */
  me?: Promise<Response>
  line?: EarlyLine
}

export interface EarlyLine {
  readonly socket: WebSocket
  /** Of the socket, so far. */
  readonly events: Event[]
}

declare global {
  interface Window {
    early?: Early
  }
}

/** Once: whoever takes it has it for themselves. */
export function takeEarly<What extends keyof Early>(what: What): Early[What] | undefined {
  const taken = globalThis.window?.early?.[what]
  if (taken) delete window.early?.[what]
  return taken
}
