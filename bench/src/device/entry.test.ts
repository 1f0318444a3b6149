import { sendMessage } from '@zvonok/schema/messages/commands'
import { removeServer, startServer, type TestServer } from '@zvonok/sync-server/testing/server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deviceOf, live, openFollowed, type TestDevice, texts, until } from './devices.ts'

let server: TestServer
const devices: TestDevice[] = []
beforeEach(async () => {
  server = await startServer({ limits: 'off' })
})
afterEach(async () => {
  await Promise.all(devices.splice(0).map(({ device }) => device.close()))
  await removeServer(server)
})

async function on(person: string): Promise<TestDevice> {
  const made = await deviceOf(server, person)
  devices.push(made)
  await live(made)
  return made
}

test('[PLATFORM-30] a chat that is read from the entry on ends there, before and after the first message', async () => {
  const { roster, school, classId, olga, petya } = server.school
  const id = await server.chat('class')
  const teacher = await on(olga)
  const early = await on(petya)
  const theirs = await openFollowed(early, id)
  await teacher.device.run(sendMessage, { chatId: id, text: 'До' }).done
  await roster.member(classId, await roster.person('kolya', [[school, 'pupil']]), 'pupil')
  await server.sync.rosterChanged()
  const kolya = await on('kolya00000000000')
  expect(kolya.device.chat(id)?.last).toBeUndefined()
  expect(kolya.device.chat(id)?.unread).toBe(0)
  const chat = await openFollowed(kolya, id)
  expect([chat.phase(), chat.rows().length, chat.hasOlder()]).toEqual(['ready', 0, false])
  await teacher.device.run(sendMessage, { chatId: id, text: 'После' }).done
  await until(kolya.device, () => texts(chat).length > 0, chat)
  expect(texts(chat)).toEqual(['После'])
  expect([chat.hasOlder(), await chat.loadOlder(), await chat.loadTo(1)]).toEqual([false, false, false])
  await until(early.device, () => texts(theirs).length === 2, theirs)
  expect(texts(theirs)).toEqual(['До', 'После'])
})
