import type { ServerProcess } from '../server-process.ts'

/** One of those who are measured side by side. */
export interface Rival {
  readonly name: string
  /** What it promises when it has taken a message, for the table. */
  readonly keeps: 'disk, before the answer' | 'disk, later' | 'memory'
  /** Starts with a folder of its own: empty at first, then what the last run left, with the people of that run in `known`. */
  start(folder: string, school: SchoolSize, known?: Target): Promise<Running>
}

export interface SchoolSize {
  readonly chats: number
  readonly membersPerChat: number
}

export interface Running {
  readonly server: ServerProcess
  readonly target: Target
}

/** All that a load process must know, as plain JSON. */
export interface Target {
  readonly wire: WireName
  readonly url: string
  /** Sent with the upgrade, where the server asks for it. */
  readonly origin?: string
  /** Members in the order in which they may be used as senders. */
  readonly chats: readonly { readonly id: string; readonly members: readonly Member[] }[]
}

export interface Member {
  /** Sent with the upgrade. */
  readonly cookie?: string
  readonly personId?: string
}

export type WireName = 'ours' | 'yjs' | 'hocuspocus' | 'bare'

/** How a device speaks to a rival, at the level of frames. Lives in the load process. */
export interface Wire {
  /** Connects and follows the chat; resolves when it is up to date. Every frame from then on goes to `onFrame`. */
  follow(target: Target, chat: number, member: number, onFrame: (frame: Buffer) => void): Promise<Follower>
  /** Puts `count` numbered messages into the chat, as fast as it goes. */
  fill(target: Target, chat: number, count: number): Promise<void>
  /** A device without any copy: from nothing to the newest messages, decoded. */
  openCold(target: Target, chat: number, member: number): Promise<Opened>
  /** A device that has a copy and comes back: everything that it missed, decoded. */
  catchUp(target: Target, chat: number, member: number, copy: unknown): Promise<Opened>
  /** Connects as somebody who is idle. `bytes`: TCP payload received so far. */
  idle(target: Target, chat: number, member: number): Promise<{ close(): void; bytes(): number }>
  /** Makes the first member of chat `person` a member of `chats` chats, each with a last message. */
  readonly makeList?: (target: Target, person: number, chats: number) => Promise<void>
  /** From nothing to what a chat list shows. Undefined where the rival has none. */
  readonly openList?: (target: Target, chats: number, person: number) => Promise<Opened>
}

export interface Follower {
  /** The frame that says the text; made before the clock starts. */
  prepare(text: string): Uint8Array
  write(frame: Uint8Array): void
  close(): void
}

export interface Opened {
  readonly ms: number
  /** TCP payload received, upgrade included. */
  readonly bytes: number
  readonly messages: number
  /** What `catchUp` wants. */
  readonly copy: unknown
}
