import * as v from 'valibot'

/** 16 base64url characters (96 random bits). The device makes command ids; the server makes the others. */
const Id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16}$/))

/** Begins the id of every direct chat and no other id, so that nobody can make a group in the place of a direct chat to come. */
const directPrefix = 'dm-'

/** Becomes the id of what the command makes: a message, a group. */
export const CommandId = v.pipe(
  Id,
  v.check((id) => !id.startsWith(directPrefix)),
)
export type CommandId = string
export const PersonId = Id
export type PersonId = string
export const SchoolId = Id
export type SchoolId = string
export const ClassId = Id
export type ClassId = string
/** A group's id is that of its creating command; a direct chat's is {@link directChatId}. */
export const ChatId = Id
export type ChatId = string
/** The id of the send command. */
export const MessageId = Id
export type MessageId = string

/** A fresh random id. Web Crypto's `getRandomValues` exists in Node 20 and on plain-HTTP pages too. */
export function newId(): string {
  const id = base64url(globalThis.crypto.getRandomValues(new Uint8Array(12)))
  return id.startsWith(directPrefix) ? newId() : id
}

export const isDirectChat = (id: ChatId): boolean => id.startsWith(directPrefix)

/** The id of the one direct chat of two people: the same whoever opens it. Not a secret: rights are checked by membership. */
export function directChatId(a: PersonId, b: PersonId): ChatId {
  const [first, second] = a < b ? [a, b] : [b, a]
  const bytes = new Uint8Array(12)
  // FNV-1a over the pair with three seeds: pure, synchronous and equal on every device; 78 bits make collisions a non-issue.
  for (let part = 0; part < 3; part++) {
    let hash = (0x811c9dc5 ^ (part * 0x9e3779b1)) >>> 0
    for (const char of `${first}.${second}.${part}`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0
    hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0
    hash = (hash ^ (hash >>> 13)) >>> 0
    new DataView(bytes.buffer).setUint32(part * 4, hash)
  }
  return directPrefix + base64url(bytes).slice(directPrefix.length)
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

function base64url(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    for (let shift = 18; shift >= 0; shift -= 6) text += alphabet[(word >> shift) & 63]
  }
  return text
}
