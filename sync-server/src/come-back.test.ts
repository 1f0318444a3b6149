import { addMembers, comeBack, createGroup, excludeMember, leaveChat, setMember } from '@zvonok/schema/chats/commands'
import { newId } from '@zvonok/schema/core/ids'
import { sendMessage } from '@zvonok/schema/messages/commands'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestClient } from './testing/client.ts'
import { removeServer, startServer, type TestServer } from './testing/server.ts'

let server: TestServer
let class7b: string
beforeEach(async () => {
  server = await startServer()
  class7b = await server.chat('class')
})
afterEach(() => removeServer(server))

async function leftChats(client: TestClient): Promise<unknown> {
  client.send({ type: 'contacts' })
  return (await client.next('contacts')).left
}
const memberRow = async (person: string) =>
  (
    await server.select(
      'SELECT role, muted, by_roster, roster_role, left_by FROM chat_members WHERE chat_id = ? AND person_id = ?',
      [class7b, person],
    )
  )[0]

describe('[CHATS-16] «Вернуться»', () => {
  test('the chat is offered, comes back whole, and the place is as the roster says', async () => {
    const olga = await server.connect(server.school.olga)
    await olga.run(leaveChat, { chatId: class7b })
    await olga.next('removed')
    expect(await leftChats(olga)).toEqual([{ id: class7b, kind: 'class', title: '7 Б класс' }])
    await server.sync.rosterChanged()
    expect(await memberRow(server.school.olga)).toEqual(['admin', 0, 1, 'admin', 'self'])
    await olga.run(comeBack, { chatId: class7b })
    const { head, mine } = await olga.next('head', (frame) => frame.mine !== undefined)
    expect(head).toMatchObject({
      id: class7b,
      kind: 'class',
      title: '7 Б класс',
      last: { kind: 'notice', body: 'joined' },
    })
    expect(mine?.role).toBe('admin')
    expect(await memberRow(server.school.olga)).toEqual(['admin', 0, 1, 'admin', null])
    expect(await leftChats(olga)).toEqual([])
  })

  test('who was muted comes back muted, also when all happens in one group', async () => {
    const [olga, petya] = [await server.connect(server.school.olga), await server.connect(server.school.petya)]
    await olga.run(setMember, { chatId: class7b, personId: server.school.petya, muted: true })
    const ids = [petya.command(leaveChat, { chatId: class7b }), petya.command(comeBack, { chatId: class7b })]
    for (const id of ids) await petya.answer(id)
    await expect(petya.run(sendMessage, { chatId: class7b, text: 'А' })).rejects.toThrow('messages.muted')
    expect(await memberRow(server.school.petya)).toEqual(['member', 1, 1, 'member', null])
  })

  test('not once the roster has no place any more', async () => {
    const { petya, roster, classId } = server.school
    const client = await server.connect(petya)
    await client.run(leaveChat, { chatId: class7b })
    await roster.notMember(classId, petya)
    await server.sync.rosterChanged()
    expect(await leftChats(client)).toEqual([])
    await expect(client.run(comeBack, { chatId: class7b })).rejects.toThrow('chats.notMember')
  })
})

test('[CHATS-10] who was excluded is brought back by an admin only', async () => {
  const { olga, petya, masha } = server.school
  const [teacher, friend] = [await server.connect(olga), await server.connect(masha)]
  const chatId = newId()
  await teacher.run(createGroup, { title: 'Кружок', people: [petya, masha], permissions: {} }, chatId)
  await teacher.run(excludeMember, { chatId, personId: petya })
  await expect(friend.run(addMembers, { chatId, people: [petya] })).rejects.toThrow('chats.adminsOnly')
  await teacher.run(addMembers, { chatId, people: [petya] })
  expect(
    await server.select('SELECT count(*) FROM chat_members WHERE chat_id = ? AND left_at_ms IS NULL', [chatId]),
  ).toEqual([[3]])
})
