import type * as Y from 'yjs'
import type { ChatId, MessageId, PersonId } from '../core/ids.ts'

export const messageKinds = ['text', 'notice', 'deleted'] as const
/** `notice`: a line of the server in the log ("… created the chat"); its body is one of {@link NoticeCode}. `appointed` has no author. */
export type MessageKind = (typeof messageKinds)[number]

export const noticeCodes = [
  'created',
  'joined',
  'added',
  'left',
  'excluded',
  'renamed',
  'pinned',
  'appointed',
  'callStarted',
  'callEnded',
] as const
export type NoticeCode = (typeof noticeCodes)[number]

/** Short keys: they are stored with every message and go over every line. */
export interface MessageExtra {
  /** Replied-to message: id and seq. Its text is looked up, never copied, so that erasing it erases the preview. */
  re?: readonly [MessageId, number]
  /** Time of the last edit, UTC milliseconds. */
  ed?: number
  /** Of a notice: the people it is about. */
  who?: readonly PersonId[]
  /** Of a notice `renamed`: the new title. */
  title?: string
  /** Of a notice `callEnded`: milliseconds that the call lasted. Absent: nobody came but who started it. */
  ms?: number
}

/**
 * One message at position `seq - firstSeq` of a log document. Written by the server only.
 * Deleted: `['', '', atMs, 'deleted', by]` where `by` is `author`, or `admin` with the author kept out of the log.
 * 0 where a phantom message vanished.
 */
export type LogEntry =
  | 0
  | readonly [id: MessageId, author: PersonId, atMs: number, kind: MessageKind, body: string, extra?: MessageExtra]

/** What rules ask about a message. */
export interface MessageFacts {
  readonly id: MessageId
  readonly seq: number
  readonly author: PersonId
  readonly atMs: number
  readonly kind: MessageKind
}

/** A segment closes at whichever limit comes first. */
export const segmentLimit = { messages: 256, bytes: 64_000 } as const

/** `log:<chat>.<firstSeq>.<generation>`, holds a segment as one array of tuples. */
export const logName = (chatId: ChatId, firstSeq: number, generation: number): string =>
  `log:${chatId}.${firstSeq}.${generation}`

/** `marks:<chat>.<firstSeq>.<generation>`, reactions of the same segment by position. */
export const marksName = (chatId: ChatId, firstSeq: number, generation: number): string =>
  `marks:${chatId}.${firstSeq}.${generation}`

export interface SegmentName {
  readonly kind: 'log' | 'marks'
  readonly chatId: ChatId
  readonly firstSeq: number
  readonly generation: number
}

/** Undefined when the name is not of that form. */
export function parseSegmentName(name: string): SegmentName | undefined {
  const match = /^(log|marks):([A-Za-z0-9_-]{16})\.(0|[1-9]\d{0,11})\.(0|[1-9]\d{0,11})$/.exec(name)
  if (!match) return undefined
  return {
    kind: match[1] as 'log' | 'marks',
    chatId: match[2] as string,
    firstSeq: Number(match[3]),
    generation: Number(match[4]),
  }
}

export const openLog = (doc: Y.Doc): Y.Array<LogEntry> => doc.getArray('m')

/** Position in the segment (as a decimal string) → emoji → how many people. Who reacted is asked for on tap. */
export const openMarks = (doc: Y.Doc): Y.Map<Record<string, number>> => doc.getMap('r')
