import { copyFileSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { newId } from '@zvonok/schema/core/ids'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkStore } from './check-store.ts'
import { openDatabase } from './database.ts'
import { eraseAgain } from './erased-log.ts'
import { raiseGeneration } from './generation.ts'
import { removeServer, startServer, type TestServer } from './testing/server.ts'

let server: TestServer
beforeEach(async () => {
  server = await startServer()
})
afterEach(() => removeServer(server))

const secret = 'никтоэтогонедолженувидеть'
const send = async (text: string): Promise<string> => {
  const id = newId()
  const chatId = await server.chat('teachers')
  await server.sync.runAs(server.school.olga, 'messages.send', { chatId, text }, id)
  return id
}
const erase = async (messageId: string) =>
  server.sync.runAs(server.school.olga, 'messages.delete', { chatId: await server.chat('teachers'), messageId })

const holding = (text: string) =>
  readdirSync(server.folder).filter((name) => readFileSync(join(server.folder, name)).includes(text))

test('[OPERATOR-2] what was erased after a backup does not come back with it', async () => {
  const id = await send(secret)
  await send('остаётся')
  const backup = join(server.folder, 'copy')
  await server.database.client.execute({ sql: 'VACUUM INTO ?', args: [backup] })
  await erase(id)
  await server.stop()
  for (const ending of ['', '-wal', '-shm']) rmSync(join(server.folder, `zvonok.db${ending}`), { force: true })
  copyFileSync(backup, join(server.folder, 'zvonok.db'))
  rmSync(backup)

  const database = await openDatabase(server.folder)
  expect(await eraseAgain(database)).toBe(1)
  await raiseGeneration(database)
  expect(await checkStore(database, () => undefined)).toEqual([])
  database.close()
  await server.start()
  expect(await server.select('SELECT kind, body FROM messages WHERE id = ?', [id])).toEqual([['deleted', 'author']])
  expect(holding(secret)).toEqual([])
})

test('[OPERATOR-2] an erasure that was committed just before a crash is noted at the next start', async () => {
  const id = await send(secret)
  await erase(id)
  rmSync(join(server.folder, 'erased.log'))
  await server.restart()
  expect(readFileSync(join(server.folder, 'erased.log'), 'utf8')).toContain(` ${id} author\n`)
})

test('[OPERATOR-4] a hole in the numbers, a wrong head and a foreign document are found', async () => {
  await send('раз')
  const id = await send('два')
  await send('три')
  const check = () => checkStore(server.database, () => undefined)
  expect(await check()).toEqual([])
  await server.database.client.execute({ sql: 'UPDATE messages SET id = ? WHERE id = ?', args: [newId(), id] })
  expect(await check()).toHaveLength(1)
  await server.database.client.execute('DELETE FROM messages WHERE body = ?', ['два'])
  expect((await check())[0]?.what).toMatch(/no message/)
})
