import { join } from 'node:path'
import { expect } from '@playwright/test'
import { type Client, connect } from '@zvonok/bench/client'
import type { School } from '../../school/start.ts'
import { password, test } from '../../school/test.ts'

const enter = (school: School, login: string) => connect({ url: school.url, login, password })

/** Id of «7 Б класс», opened. */
async function openClass(client: Client): Promise<string> {
  const chat = (await client.chats()).find(({ title }) => title === '7 Б класс')
  if (!chat) throw new Error('no class chat')
  await client.open(chat.id)
  return chat.id
}

const texts = (client: Client, chatId: string) => client.messages(chatId).map(({ text }) => text)

test('[OPERATOR-1] a backup is taken while people write, and is whole', async ({ school }) => {
  const anna = await enter(school, 'kuznetsova')
  const chatId = await openClass(anna)
  const writing = Promise.all(Array.from({ length: 20 }, (_, n) => anna.send(chatId, `во время копии ${n}`)))
  const file = join(school.folder, 'copy.db')
  expect(await school.operator('backup', file)).toMatchObject({ code: 0 })
  expect(await school.operator('backup', file)).toMatchObject({ code: 1 })
  await writing
  await anna.close()
  await school.stop()
  expect(await school.operator('restore', file)).toMatchObject({ code: 0 })
  const { code, output } = await school.operator('check')
  expect({ code, output }).toMatchObject({ code: 0 })
})

test('[OPERATOR-2] after a restore everybody sees the state of the backup, and goes on from there', async ({
  school,
}) => {
  const before = await enter(school, 'kuznetsova')
  const chatId = await openClass(before)
  await before.send(chatId, 'до копии')
  const file = join(school.folder, 'copy.db')
  await school.operator('backup', file)
  await before.send(chatId, 'после копии')
  await before.close()

  expect((await school.operator('restore', file)).output).toContain('остановите сервер')
  await school.stop()
  expect(await school.operator('restore', file)).toMatchObject({ code: 0 })
  await school.start()

  const after = await enter(school, 'sokolov')
  await openClass(after)
  expect(texts(after, chatId)).toContain('до копии')
  expect(texts(after, chatId)).not.toContain('после копии')
  await after.send(chatId, 'дальше')
  expect(texts(after, chatId).at(-1)).toBe('дальше')
  await after.close()
  expect(await school.operator('check')).toMatchObject({ code: 0 })
})

test('[OPERATOR-6] a new password ends the old sessions, also on an open socket; entry asks for the ID again', async ({
  school,
}) => {
  const anna = await enter(school, 'kuznetsova')
  const locked = new Promise((resolve) => anna.on('state', ({ state }) => state === 'locked' && resolve(state)))
  const { output } = await school.operator('reset-password', 'kuznetsova')
  await locked
  await anna.close()
  await expect(enter(school, 'kuznetsova')).rejects.toMatchObject({ code: 'journal.wrongLogin' })
  const [, fresh] = /: (\S+)$/m.exec(output) ?? []
  const again = connect({ url: school.url, login: 'kuznetsova', password: fresh ?? '' })
  await expect(again).rejects.toMatchObject({ code: 'account.notLinked' })
})

test('[OPERATOR-5] a wrong command names the nearest', async ({ school }) => {
  const { code, output } = await school.operator('bakup')
  expect(code).toBe(1)
  expect(output).toContain('backup')
  expect(output).not.toContain('at ')
})
