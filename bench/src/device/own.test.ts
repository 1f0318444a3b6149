import { shownPins } from '@zvonok/schema/chats/own-document'
import { reactToMessage, sendMessage } from '@zvonok/schema/messages/commands'
import { removeServer, startServer, type TestServer } from '@zvonok/sync-server/testing/server'
import { openMemoryStore } from '@zvonok/web/platform/memory-store'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { chatOfKind, deviceOf, live, openFollowed, type TestDevice, texts, until } from './devices.ts'

let server: TestServer
let devices: TestDevice[]
beforeEach(async () => {
  devices = []
  server = await startServer({ limits: 'off' })
})
afterEach(async () => {
  await Promise.all(devices.map(({ device }) => device.close()))
  await removeServer(server)
})

async function on(person: string, options?: Parameters<typeof deviceOf>[2]): Promise<TestDevice> {
  const made = await deviceOf(server, person, options)
  devices.push(made)
  await (options?.offline ? undefined : live(made))
  return made
}

describe('[PLATFORM-13] the own document is on all own devices', () => {
  test('pins made without a line arrive on the other device, also after a restart', async () => {
    const store = openMemoryStore()
    const phone = await deviceOf(server, server.school.petya, { store })
    await live(phone)
    const id = chatOfKind(phone.device, 'class')
    phone.line.cut()
    phone.device.own.pins.set(id, phone.device.nowMs())
    phone.device.own.settings.set('language', 'en')
    await phone.device.close()
    const again = await on(server.school.petya, { store, offline: true })
    expect(shownPins(again.device.own.pins.entries())).toEqual([id])
    const laptop = await on(server.school.petya)
    expect(laptop.device.own.pins.size).toBe(0)
    again.line.restore()
    await until(laptop.device, () => laptop.device.own.pins.has(id))
    expect(laptop.device.own.settings.get('language')).toBe('en')
  })

  test('cleared and hidden messages are not shown and not found', async () => {
    const petya = await on(server.school.petya)
    const id = chatOfKind(petya.device, 'class')
    const chat = await openFollowed(petya, id)
    const ids = ['один', 'два', 'три'].map((text) => petya.device.run(sendMessage, { chatId: id, text }).id)
    await until(petya.device, () => chat.rows().length === 3 && chat.rows().every(({ seq }) => seq > 0), chat)
    petya.device.own.hidden.set(ids[1] ?? '', id)
    expect(texts(chat)).toEqual(['один', 'три'])
    petya.device.own.cleared.set(id, 1)
    expect(texts(chat)).toEqual(['три'])
    expect(chat.hasOlder()).toBe(false)
    expect(await petya.device.search('один два')).toEqual([])
    expect((await petya.device.search('три')).map(({ seq }) => seq)).toEqual([3])
  })
})

describe('[PLATFORM-34] an own document that the server refuses', () => {
  const bad = (device: TestDevice['device']) => (device.own.archived as Y.Map<unknown>).set('bad', new Y.Map())

  test('is made anew from the server with what only this device has, and goes on, also after a restart', async () => {
    const store = openMemoryStore()
    const phone = await deviceOf(server, server.school.petya, { store })
    await live(phone)
    const laptop = await on(server.school.petya)
    const id = chatOfKind(phone.device, 'class')
    phone.device.own.pins.set(id, 1)
    phone.device.own.muted.set(id, true)
    await until(laptop.device, () => laptop.device.own.muted.has(id))
    phone.line.cut()
    phone.device.own.pins.delete(id)
    phone.device.own.settings.set('language', 'en')
    bad(phone.device)
    laptop.device.own.settings.set('theme', 'dark')
    phone.line.restore()
    await until(laptop.device, () => laptop.device.own.settings.get('language') === 'en')
    await until(phone.device, () => phone.device.own.settings.get('theme') === 'dark')
    expect([laptop.device.own.pins.size, laptop.device.own.muted.has(id)]).toEqual([0, true])
    phone.device.own.markedUnread.set(id, true)
    await until(laptop.device, () => laptop.device.own.markedUnread.has(id))
    expect(phone.device.isOwnRefused()).toBe(false)
    await phone.device.close()
    const again = await on(server.school.petya, { store, offline: true })
    expect([...again.device.own.settings.keys()].sort()).toEqual(['language', 'theme'])
    expect([again.device.own.archived.size, again.device.own.markedUnread.has(id)]).toEqual([0, true])
  })

  test('says so when it is refused again, and keeps what is changed', async () => {
    const phone = await on(server.school.petya)
    phone.device.own.settings.set('large', 'x'.repeat(300_000))
    await until(phone.device, () => phone.device.isOwnRefused())
    phone.device.own.settings.set('theme', 'dark')
    expect(phone.device.own.settings.get('theme')).toBe('dark')
    expect(phone.device.link()).toBe('live')
  })
})

describe('[PLATFORM-11] what was read', () => {
  test('counts, marks and ticks', async () => {
    const olga = await on(server.school.olga)
    const petya = await on(server.school.petya)
    const tablet = await on(server.school.petya)
    const id = chatOfKind(petya.device, 'class')
    const hers = await openFollowed(olga, id)
    for (const text of ['один', 'два', 'три']) await olga.device.run(sendMessage, { chatId: id, text }).done
    await until(petya.device, () => petya.device.chat(id)?.unread === 3)
    const chat = await openFollowed(petya, id)
    chat.markRead(2)
    expect(petya.device.chat(id)?.unread).toBe(1)
    await until(tablet.device, () => tablet.device.chat(id)?.unread === 1)
    await until(olga.device, () => hers.rows().filter(({ state }) => state === 'read').length === 2, hers)
    expect(hers.seen().get(server.school.petya)).toBe(2)
    await petya.device.run(sendMessage, { chatId: id, text: 'ответ' }).done
    await until(petya.device, () => petya.device.chat(id)?.unread === 0)
    await until(tablet.device, () => tablet.device.chat(id)?.unread === 0)
    expect(olga.device.chat(id)?.unread).toBe(1)
  })

  test('read without a line is told later, also after a restart', async () => {
    const store = openMemoryStore()
    const olga = await on(server.school.olga)
    const id = chatOfKind(olga.device, 'class')
    for (const text of ['один', 'два']) await olga.device.run(sendMessage, { chatId: id, text }).done
    const petya = await deviceOf(server, server.school.petya, { store })
    await live(petya)
    const chat = await openFollowed(petya, id)
    petya.line.cut()
    chat.markRead(2)
    await petya.device.close()
    const again = await on(server.school.petya, { store, offline: true })
    expect(again.device.chat(id)?.unread).toBe(0)
    again.line.restore()
    const hers = await openFollowed(olga, id)
    await until(olga.device, () => hers.rows().every(({ state }) => state === 'read'), hers)
  })
})

test('[PLATFORM-14] typing, presence and who reacted', async () => {
  const olga = await on(server.school.olga)
  const petya = await on(server.school.petya)
  const id = chatOfKind(olga.device, 'class')
  const hers = await openFollowed(olga, id)
  const his = await openFollowed(petya, id)
  olga.device.watch([server.school.petya])
  await until(olga.device, () => olga.device.presence(server.school.petya)?.online === true)
  his.tellTyping()
  await until(olga.device, () => hers.typing().includes(server.school.petya), hers)
  const { id: messageId, done } = petya.device.run(sendMessage, { chatId: id, text: 'готово' })
  await done
  await until(olga.device, () => hers.typing().length === 0, hers)
  await olga.device.run(reactToMessage, { chatId: id, messageId, emoji: '👏', on: true }).done
  expect(await petya.device.reactors(id, messageId)).toEqual(new Map([['👏', [server.school.olga]]]))
  petya.line.cut()
  expect(await petya.device.reactors(id, messageId)).toBeUndefined()
})

test('[PLATFORM-15] contacts and members are kept for later', async () => {
  const store = openMemoryStore()
  const petya = await deviceOf(server, server.school.petya, { store })
  await live(petya)
  const id = chatOfKind(petya.device, 'class')
  const chat = petya.device.open(id)
  await until(petya.device, () => petya.device.contacts().length > 0)
  await until(petya.device, () => (chat.members()?.size ?? 0) > 1, chat)
  const names = petya.device.contacts().map(({ family }) => family)
  expect(names).toContain('olga')
  expect(names).not.toContain('mallory')
  petya.device.setDraft(id, 'не забыть')
  await petya.device.close()
  const again = await on(server.school.petya, { store, offline: true })
  expect(again.device.contacts().map(({ family }) => family)).toEqual(names)
  expect(again.device.draft(id)).toBe('не забыть')
  const later = again.device.open(id)
  await until(again.device, () => later.members() !== undefined, later)
  expect(later.members()?.get(server.school.olga)?.role).toBe('admin')
  again.device.setDraft(id, '')
  expect(again.device.chat(id)?.draft).toBeUndefined()
})

test('[PLATFORM-28] search finds word forms on this device, also without a line', async () => {
  const petya = await on(server.school.petya)
  const id = chatOfKind(petya.device, 'class')
  await openFollowed(petya, id)
  const say = (text: string) => petya.device.run(sendMessage, { chatId: id, text }).done
  await say('Завтра контрольная по алгебре')
  await say('Ёлку привезли')
  const found = async (query: string) => (await petya.device.search(query)).map(({ seq }) => seq)
  expect(await found('контрольной')).toEqual([1])
  expect(await found('елка')).toEqual([2])
  expect(await found('контр')).toEqual([1])
  await say('Контрольную перенесли')
  await until(petya.device, () => petya.device.chat(id)?.head.seq === 3)
  petya.line.cut()
  expect(await found('контрольные')).toEqual([3, 1])
  expect(await found('контрольные перенос')).toEqual([])
  expect(await petya.device.search('контрольная', 'another0chat0000')).toEqual([])
})
