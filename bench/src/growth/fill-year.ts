import { must } from '@zvonok/schema/core/must'
import { attachSync } from '@zvonok/sync-server/attach'
import { openDatabase } from '@zvonok/sync-server/database'
import { makeRandom, pick } from '../random.ts'
import { numberedText } from '../texts.ts'

const yearMs = 300 * 24 * 3_600_000
const together = 256

/** Writes `messages` over all chats of a school, as their members would have over a year: rows, documents and search terms are the real ones. */
export async function fillYear(folder: string, messages: number): Promise<void> {
  const database = await openDatabase(folder)
  const sync = await attachSync({
    database,
    authenticate: async () => undefined,
    allowedOrigin: () => false,
    limits: 'off',
    log: () => undefined,
  })
  const { rows } = await database.client.execute(
    'SELECT chat_id, json_group_array(person_id) FROM chat_members WHERE left_at_ms IS NULL GROUP BY chat_id',
  )
  const chats = rows.map((row) => ({ id: String(row[0]), members: JSON.parse(String(row[1])) as string[] }))
  const random = makeRandom(1)
  const from = Date.now() - yearMs
  for (let written = 0; written < messages; written += together) {
    const chat = must(chats[(written / together) % chats.length], 'chat')
    const entries = Array.from({ length: together }, (_, i) => ({
      author: pick(random, chat.members),
      atMs: Math.round(from + ((written + i) / messages) * yearMs),
      body: numberedText(written + i),
    }))
    await sync.appendHistory(chat.id, entries)
  }
  await sync.close()
  database.close()
}
