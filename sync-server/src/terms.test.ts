import { deleteMessage, editMessage, sendMessage } from '@zvonok/schema/messages/commands'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestClient } from './testing/client.ts'
import { removeServer, startServer, type TestServer } from './testing/server.ts'
import { until } from './testing/wait.ts'

let server: TestServer
let olga: TestClient
let chatId: string
beforeEach(async () => {
  server = await startServer({ limits: 'off' })
  olga = await server.connect(server.school.olga)
  chatId = await server.chat('class')
})
afterEach(() => removeServer(server))

/** Positions of the messages that hold the word form. */
async function found(stem: string): Promise<unknown[]> {
  const rows = await server.select(
    `SELECT m.seq FROM message_terms t JOIN messages m ON m.rowid = t.rowid WHERE message_terms MATCH ? ORDER BY m.seq`,
    [stem],
  )
  return rows.flat()
}

async function say(text: string): Promise<string> {
  const messageId = olga.command(sendMessage, { chatId, text })
  await olga.answer(messageId)
  return messageId
}

const indexed = async (): Promise<boolean> => {
  const [row] = await server.select(
    `SELECT (SELECT max(rowid) FROM messages) = CAST(value AS INTEGER) FROM meta WHERE key = 'indexedRow'`,
  )
  return row?.[0] === 1
}

describe('[SYNC-27] the full-text index follows the messages', () => {
  test('soon, and each message once', async () => {
    for (let n = 0; n < 30; n++) await say(`Экскурсия номер ${n}`)
    await until(indexed)
    expect(await found('экскурс')).toHaveLength(30)
    await say('Ещё одна экскурсия')
    await until(indexed)
    expect(await found('экскурс')).toHaveLength(31)
  })

  test('what is edited or deleted before and after it was indexed', async () => {
    const [edited, deleted] = [await say('Каникулы'), await say('Каникулы')]
    await olga.run(editMessage, { chatId, messageId: edited, text: 'Олимпиада' })
    await olga.run(deleteMessage, { chatId, messageId: deleted })
    await until(indexed)
    expect(await found('каникул')).toEqual([])
    expect(await found('олимпиад')).toEqual([1])
    await olga.run(editMessage, { chatId, messageId: edited, text: 'Контрольная' })
    expect(await found('олимпиад')).toEqual([])
    expect(await found('контрольн')).toEqual([1])
    await olga.run(deleteMessage, { chatId, messageId: edited })
    expect(await found('контрольн')).toEqual([])
  })

  test('what a crash left behind is indexed at the next start, also when it is much', async () => {
    await say('Расписание')
    await server.sync.close()
    const copies = `INSERT INTO messages (rowid, chat_id, seq, id, author, at_ms, kind, body, stems)
      SELECT rowid + value, chat_id, seq + value, id || value, author, at_ms, kind, body, stems
      FROM messages, ${oneTo(1200)} WHERE seq = 1`
    await server.database.client.execute(copies)
    await server.restart()
    expect(await found('расписан')).toHaveLength(1201)
  })
})

const oneTo = (n: number): string =>
  `(WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ${n}) SELECT value FROM n)`
