/**
 * `erased.log` beside the database and outside its backups: one line `<atMs> <messageId> <author|admin>` for everything that was erased, so
 * that a restored backup does not bring it back. Kept as long as `erasures`, which is longer than any backup may be.
 */
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MessageId } from '@zvonok/schema/core/ids'
import type { Database } from './database.ts'
import type { Draft } from './draft.ts'
import type { Statement } from './store.ts'
import { Store } from './store.ts'
import { forgetTerms } from './terms.ts'

export interface Erased {
  readonly atMs: number
  readonly id: MessageId
  readonly by: 'author' | 'admin'
}

/** Notes what a committed draft has erased. @throws the system's error when it cannot be written: the next start makes up for it */
export function noteErased({ folder }: Database, draft: Draft): void {
  if (folder === undefined) return
  const erased = [...draft.changes.values()].flatMap((change) => {
    const ids = new Set(change.erased.map(({ messageId }) => messageId))
    return [...change.rewritten].filter(({ id }) => ids.has(id)).map(({ id, body }) => entryOf(draft.nowMs, id, body))
  })
  appendFileSync(fileIn(folder), erased.map(lineOf).join(''), { flush: true, mode: 0o600 })
}

/** At the start: what was committed just before a crash is added, what is older than `beforeMs` is dropped. */
export async function completeErasedLog({ folder }: Database, store: Store, beforeMs: number): Promise<void> {
  if (folder === undefined) return
  const rows = await store.select<[atMs: number, id: MessageId, body: string]>(
    'e.at_ms, e.message_id, m.body',
    'FROM erasures e JOIN messages m ON m.id = e.message_id',
  )
  const known = new Map(readErased(folder).map((each) => [each.id, each]))
  for (const [atMs, id, body] of rows) if (!known.has(id)) known.set(id, entryOf(atMs, id, body))
  const kept = [...known.values()].filter(({ atMs }) => atMs >= beforeMs)
  if (kept.length === 0 && !existsSync(fileIn(folder))) return
  const fresh = `${fileIn(folder)}.new`
  writeFileSync(fresh, kept.map(lineOf).join(''), { flush: true, mode: 0o600 })
  renameSync(fresh, fileIn(folder))
}

/**
 * For `restore`, before the generation rises (the documents are then made from the rows): erases again what had been erased. Returns how
 * many messages the backup had brought back.
 */
export async function eraseAgain(database: Database): Promise<number> {
  if (database.folder === undefined) return 0
  const store = new Store(database)
  const erased = new Map(readErased(database.folder).map((each) => [each.id, each]))
  const back = await store.select<[id: MessageId, rowid: number, chatId: string, seq: number]>(
    'id, rowid, chat_id, seq',
    `FROM messages WHERE kind = 'text' AND id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify([...erased.keys()])],
  )
  await store.commit(back.flatMap(([id, rowid, chatId, seq]) => statementsFor(erased.get(id), rowid, chatId, seq)))
  return back.length
}

function statementsFor(erased: Erased | undefined, rowid: number, chatId: string, seq: number): Statement[] {
  if (!erased) return []
  const { id, by } = erased
  return [
    forgetTerms(rowid),
    {
      sql: `UPDATE messages SET kind = 'deleted', body = ?, extra = NULL, stems = '',
        author = CASE ? WHEN 'admin' THEN '' ELSE author END WHERE rowid = ?`,
      args: [by, by, rowid],
    },
    { sql: 'DELETE FROM reactions WHERE chat_id = ? AND seq = ?', args: [chatId, seq] },
    {
      sql: `UPDATE chats SET pinned = (SELECT json_group_array(value) FROM json_each(pinned) WHERE value <> ?)
        WHERE id = ?`,
      args: [id, chatId],
    },
  ]
}

function readErased(folder: string): Erased[] {
  const file = fileIn(folder)
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  return lines.flatMap((line) => {
    const [atMs, id, by] = line.split(' ')
    return id && by ? [entryOf(Number(atMs), id, by)] : []
  })
}

/** The body of a tombstone says who erased it. */
const entryOf = (atMs: number, id: MessageId, body: string): Erased => ({
  atMs,
  id,
  by: body === 'admin' ? 'admin' : 'author',
})

const lineOf = ({ atMs, id, by }: Erased): string => `${atMs} ${id} ${by}\n`

const fileIn = (folder: string): string => join(folder, 'erased.log')
