import { logName, openLog, segmentLimit } from '@zvonok/schema/messages/document'
import type { Documents, LoadedDocument } from './documents.ts'
import type { ChatChange, Draft } from './draft.ts'
import { entryOf, type MessageRow } from './message-rows.ts'
import type { Store } from './store.ts'

/** Brings what a draft did to messages into the log documents, opening new segments where the limits are reached. */
export async function writeLogs(draft: Draft, documents: Documents, store: Store): Promise<void> {
  for (const change of draft.changes.values()) {
    if (change.rewritten.size > 0) await rewrite(change, documents, store)
    if (change.appended.length > 0 || change.cuts.size > 0) await append(change, documents)
  }
}

async function rewrite(change: ChatChange, documents: Documents, store: Store): Promise<void> {
  const { chat } = change
  const bySegment = new Map<string, MessageRow[]>()
  for (const row of change.rewritten) {
    const name = await segmentOf(store, chat.id, row.seq)
    bySegment.set(name, [...(bySegment.get(name) ?? []), row])
  }
  for (const [name, rows] of bySegment) {
    const document = await documents.load(name)
    const log = openLog(document.doc)
    const replace = (): void => {
      for (const row of rows) {
        const position = row.seq - document.segment.firstSeq
        log.delete(position, 1)
        log.insert(position, [entryOf(row)])
      }
    }
    // Stored updates keep deleted text: erasing replaces them.
    const written = documents.write(document, replace, { snapshot: rows.some((row) => row.kind === 'deleted') })
    if (written) change.documents.push(written)
  }
}

async function append(change: ChatChange, documents: Documents): Promise<void> {
  const { chat, appended } = change
  let at = 0
  while (at < appended.length || isCut(change, chat.seq + 1)) {
    const document = await documents.load(logName(chat.id, chat.firstSeq, chat.generation))
    const part = fitting(change, document, at)
    at += part.length
    const next = appended[at]?.seq ?? chat.seq + 1
    const closes = at < appended.length || isCut(change, next)
    const log = openLog(document.doc)
    const written = documents.write(document, () => part.length > 0 && log.push(part.map(entryOf)), {
      snapshot: closes,
    })
    if (written) change.documents.push(written)
    if (closes) openNext(change, next)
  }
}

/** Whether a segment must begin there that has not begun yet. */
const isCut = ({ chat, cuts }: ChatChange, seq: number): boolean => cuts.has(seq) && chat.firstSeq < seq

/** The rows from `at` on that still belong into this segment. */
function fitting(change: ChatChange, document: LoadedDocument, at: number): MessageRow[] {
  let count = openLog(document.doc).length
  let { bytes } = document
  const part: MessageRow[] = []
  for (const row of change.appended.slice(at)) {
    if (isCut(change, row.seq)) break
    if (count >= segmentLimit.messages || (count > 0 && bytes >= segmentLimit.bytes)) break
    part.push(row)
    count++
    bytes += Buffer.byteLength(row.body) + rowOverheadBytes
  }
  return part
}

/** Ids, time and framing of one entry. */
const rowOverheadBytes = 60

function openNext(change: ChatChange, firstSeq: number): void {
  const { chat } = change
  change.closedSegments.push({ firstSeq: chat.firstSeq, lastSeq: firstSeq - 1 })
  chat.firstSeq = firstSeq
  change.fields.add('segment')
}

async function segmentOf(store: Store, chatId: string, seq: number): Promise<string> {
  const [row] = await store.select<[number, number]>(
    'first_seq, generation',
    'FROM segments WHERE chat_id = ? AND first_seq <= ? ORDER BY first_seq DESC LIMIT 1',
    [chatId, seq],
  )
  if (!row) throw new Error('no segment holds the message')
  return logName(chatId, row[0], row[1])
}
