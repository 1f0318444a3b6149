/** One connection to `/sync`, whatever makes it: the browser's WebSocket, `ws`, or a line in a test. */
export interface Socket {
  send(bytes: Uint8Array): void
  /** At once; `closed` is not told any more. */
  close(): void
}

export interface SocketEvents {
  opened(): void
  received(bytes: Uint8Array): void
  /** With the close code; 1006 when nobody said why. */
  closed(code: number): void
}

/** Opens `/sync?v=<protocol>&cursor=<cursor>`. Tells nothing before it returns. */
export type Connect = (cursor: string, events: SocketEvents) => Socket

export const syncPath = (version: number, cursor: string): string =>
  `/sync?v=${version}&cursor=${encodeURIComponent(cursor)}`
