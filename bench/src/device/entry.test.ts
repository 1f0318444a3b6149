import { sendMessage } from '@zvonok/schema/messages/commands'
import { expect, test } from 'vitest'
import { openFollowed, texts, until, useSchool } from './devices.ts'

const here = useSchool()
const { on } = here

test('[PLATFORM-30] a chat that is read from the entry on ends there, before and after the first message', async () => {
  const { roster, school, classId, olga, petya } = here.server.school
  const id = await here.server.chat('class')
  const teacher = await on(olga)
  const early = await on(petya)
  const theirs = await openFollowed(early, id)
  await teacher.device.run(sendMessage, { chatId: id, text: 'До' }).done
  await roster.member(classId, await roster.person('kolya', [[school, 'pupil']]), 'pupil')
  await here.server.sync.rosterChanged()
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
