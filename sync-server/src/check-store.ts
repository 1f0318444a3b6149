import { type LogEntry, logName, openLog } from '@zvonok/schema/messages/document'
import * as Y from 'yjs'
import type { Database } from './database.ts'
import { Store } from './store.ts'

/** What is wrong in a place: a chat's id or `file`, and a sentence. Nothing of what people wrote. */
export interface Fault {
  readonly where: string
  readonly what: string
}

/**
 * OPERATOR-4. Compares what must agree: the file's own structure, seq without gaps, heads with the rows, segments without gaps, and the
 * log documents with the rows they were made from.
 */
export async function checkStore(
  database: Database,
  progress: (done: number, total: number) => void,
): Promise<readonly Fault[]> {
  const store = new Store(database)
  const faults = await checkFile(database)
  const chats = await store.select<[id: string, seq: number, firstSeq: number]>('id, seq, first_seq', 'FROM chats')
  for (const [at, [id, seq, firstSeq]] of chats.entries()) {
    faults.push(...(await checkChat(store, id, seq, firstSeq)))
    progress(at + 1, chats.length)
  }
  return faults
}

/**
 * After a secure delete SQLite 3.45 calls a good full-text index malformed until its pages are merged: an index that still is after that
 * is a fault.
 */
async function checkFile({ client }: Database): Promise<Fault[]> {
  const complaints = async () => {
    const { rows } = await client.execute('PRAGMA integrity_check')
    return rows.map((row) => String(row[0])).filter((line) => line !== 'ok')
  }
  const first = await complaints()
  if (first.some((line) => line.includes('message_terms')))
    await client.execute(`INSERT INTO message_terms (message_terms) VALUES ('optimize')`)
  const lines = first.length > 0 ? await complaints() : first
  return lines.map((what) => ({ where: 'file', what }))
}

async function checkChat(store: Store, chatId: string, seq: number, firstSeq: number): Promise<Fault[]> {
  const fault = (what: string): Fault => ({ where: chatId, what })
  const rows = await store.select<[seq: number, id: string]>(
    'seq, id',
    'FROM messages WHERE chat_id = ? ORDER BY seq',
    [chatId],
  )
  const gap = rows.findIndex(([each], at) => each !== at + 1)
  if (gap >= 0) return [fault(`no message ${gap + 1}`)]
  if (rows.length !== seq) return [fault(`the head says ${seq} messages, there are ${rows.length}`)]
  const segments = await store.select<Segment>(
    'first_seq, generation, last_seq',
    'FROM segments WHERE chat_id = ? ORDER BY first_seq',
    [chatId],
  )
  const faults = checkSegments(segments, seq, firstSeq).map(fault)
  for (const segment of segments) {
    const what = await checkLog(store, chatId, segment, rows)
    if (what) faults.push(fault(what))
  }
  return faults
}

type Segment = [firstSeq: number, generation: number, lastSeq: number | null]

function checkSegments(segments: readonly Segment[], seq: number, openFirstSeq: number): string[] {
  let next = 1
  for (const [at, [firstSeq, , lastSeq]] of segments.entries()) {
    if (firstSeq !== next) return [`segment ${firstSeq} should begin at ${next}`]
    if (lastSeq === null) {
      if (at !== segments.length - 1) return [`segment ${firstSeq} is open in the middle`]
      return firstSeq === openFirstSeq ? [] : [`the head names segment ${openFirstSeq}, open is ${firstSeq}`]
    }
    next = lastSeq + 1
  }
  return next === seq + 1 ? [] : [`segments end at ${next - 1} of ${seq}`]
}

/** The document of a segment holds the ids of its rows in their order; `''` and 0 stand where something was erased. */
async function checkLog(
  store: Store,
  chatId: string,
  [firstSeq, generation, lastSeq]: Segment,
  rows: readonly (readonly [seq: number, id: string])[],
): Promise<string | undefined> {
  const updates = await store.updatesOf(logName(chatId, firstSeq, generation))
  // After a restore the document is made anew from the rows when somebody first asks for it.
  if (updates.length === 0) return undefined
  const doc = new Y.Doc()
  for (const { bytes } of updates) Y.applyUpdate(doc, bytes)
  const entries = openLog(doc).toArray()
  doc.destroy()
  const expected = rows.slice(firstSeq - 1, lastSeq ?? undefined)
  if (entries.length !== expected.length)
    return `log ${firstSeq} holds ${entries.length} messages of ${expected.length}`
  const at = entries.findIndex((entry, i) => !isEntryOf(entry, expected[i]?.[1]))
  return at < 0 ? undefined : `log ${firstSeq} differs at message ${firstSeq + at}`
}

const isEntryOf = (entry: LogEntry, id: string | undefined): boolean =>
  entry === 0 || entry[0] === '' || entry[0] === id
