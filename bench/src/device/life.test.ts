import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { deleteMessage, sendMessage } from '@zvonok/schema/messages/commands'
import { systemClock } from '@zvonok/web/platform/clock'
import { openMemoryStore } from '@zvonok/web/platform/memory-store'
import type { DeviceStore } from '@zvonok/web/platform/store'
import { describe, expect, test } from 'vitest'
import { chatOfKind, deviceOf, live, openFollowed, rowOf, texts, until, useSchool } from './devices.ts'

const here = useSchool()
const { device: on } = here

/** Puts the database back to what it was when the answer is called. */
async function backup(): Promise<() => Promise<void>> {
  const file = join(here.server.folder, 'zvonok.db')
  await here.server.database.client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  copyFileSync(file, `${file}.backup`)
  return async () => {
    await here.server.stop()
    for (const tail of ['-wal', '-shm']) rmSync(file + tail, { force: true })
    copyFileSync(`${file}.backup`, file)
    const { raiseGeneration } = await import('@zvonok/sync-server/generation')
    const { openDatabase } = await import('@zvonok/sync-server/database')
    const database = await openDatabase(here.server.folder)
    await raiseGeneration(database)
    database.close()
    await here.server.start()
  }
}

describe('[PLATFORM-7] [PLATFORM-10] a server that was restored from an older backup', () => {
  test('gets the acknowledged messages again, once, and nothing that was erased; all devices agree', async () => {
    const olga = await on(here.server.school.olga)
    const petya = await on(here.server.school.petya)
    await Promise.all([live(olga), live(petya)])
    const id = chatOfKind(olga.device, 'class')
    const [hers, his] = [await openFollowed(olga, id), await openFollowed(petya, id)]
    await olga.device.run(sendMessage, { chatId: id, text: 'до копии' }).done
    const restore = await backup()
    await petya.device.run(sendMessage, { chatId: id, text: 'после копии' }).done
    const erased = petya.device.run(sendMessage, { chatId: id, text: 'стёртое' })
    await erased.done
    await petya.device.run(deleteMessage, { chatId: id, messageId: erased.id }).done
    await until(petya.device, () => his.rows().some(({ kind, seq }) => kind === 'deleted' && seq > 0), his)
    for (const each of [olga, petya]) each.line.cut()
    await restore()
    for (const each of [petya, olga]) each.line.restore()
    const wanted = ['до копии', 'после копии']
    await until(petya.device, () => petya.device.link() === 'live' && petya.device.outbox().length === 0)
    await until(petya.device, () => petya.device.isFollowing(id) && texts(his).length === 2, his)
    await until(olga.device, () => olga.device.isFollowing(id) && texts(hers).length === 2, hers)
    expect([texts(his), texts(hers)]).toEqual([wanted, wanted])
    expect(his.rows().map(({ seq }) => seq)).toEqual([1, 2])
  })
})

describe('[PLATFORM-22] the end of a session', () => {
  test('locks the screen, keeps what was written, and goes on after the sign-in', async () => {
    const store = openMemoryStore()
    const petya = await deviceOf(here.server, here.server.school.petya, { store, session: 'phone' })
    await live(petya)
    const id = chatOfKind(petya.device, 'class')
    here.server.sync.endSession('phone')
    await until(petya.device, () => petya.device.link() === 'locked')
    petya.device.run(sendMessage, { chatId: id, text: 'дописал' })
    expect(petya.device.outbox()).toHaveLength(1)
    await petya.device.close()
    const again = await on(here.server.school.petya, { store, session: 'phone2' })
    await until(again.device, () => again.device.link() === 'live' && again.device.outbox().length === 0)
    expect(texts(await openFollowed(again, id))).toEqual(['дописал'])
  })

  test('[PLATFORM-29] somebody else’s session neither gets the outbox nor fills the copy', async () => {
    const store = openMemoryStore()
    const petya = await deviceOf(here.server, here.server.school.petya, { store })
    await live(petya)
    const id = chatOfKind(petya.device, 'class')
    petya.line.cut()
    petya.device.run(sendMessage, { chatId: id, text: 'от Пети' })
    petya.device.own.pins.set(id, 1)
    await petya.device.close()
    const shared = await on(here.server.school.petya, { store, cookiePerson: here.server.school.masha })
    await until(shared.device, () => shared.device.link() === 'locked')
    expect(shared.device.me()?.id).toBe(here.server.school.petya)
    expect(shared.device.outbox()).toMatchObject([{ state: 'waiting' }])
    const again = await on(here.server.school.petya, { store })
    await until(again.device, () => again.device.link() === 'live' && again.device.outbox().length === 0)
    expect((await openFollowed(again, id)).rows().map(({ author }) => author)).toEqual([here.server.school.petya])
  })

  test('30 days without contact close the copy until there is contact again', async () => {
    const store = openMemoryStore()
    const petya = await deviceOf(here.server, here.server.school.petya, { store })
    await live(petya)
    await petya.device.close()
    const later = (days: number) => ({ ...systemClock, nowMs: () => Date.now() + days * 86_400_000 })
    const soon = await on(here.server.school.petya, { store, offline: true, clock: later(29) })
    expect(soon.device.link()).not.toBe('locked')
    const late = await on(here.server.school.petya, { store, offline: true, clock: later(31) })
    expect(late.device.link()).toBe('locked')
    late.line.restore()
    await until(late.device, () => late.device.link() === 'live')
  })
})

test('[PLATFORM-18] without room on the disk the app says so, and what is written still reaches the server', async () => {
  const memory = openMemoryStore()
  const full: DeviceStore = {
    ...memory,
    write: async () => {
      throw new DOMException('no room', 'QuotaExceededError')
    },
  }
  const petya = await on(here.server.school.petya, { store: full })
  await live(petya)
  const id = chatOfKind(petya.device, 'class')
  await petya.device.run(sendMessage, { chatId: id, text: 'всё равно' }).done
  expect(petya.device.storage()).toBe('full')
  const chat = await openFollowed(petya, id)
  await until(petya.device, () => rowOf(chat, 'всё равно').seq === 1, chat)
})

test('[PLATFORM-3] a wrong clock of the device is corrected, also without a line', async () => {
  const store = openMemoryStore()
  const wrong = { ...systemClock, nowMs: () => Date.now() - 3_600_000 }
  const petya = await deviceOf(here.server, here.server.school.petya, { store, clock: wrong })
  await live(petya)
  expect(Math.abs(petya.device.nowMs() - Date.now())).toBeLessThan(60_000)
  await petya.device.close()
  const again = await on(here.server.school.petya, { store, clock: wrong, offline: true })
  expect(Math.abs(again.device.nowMs() - Date.now())).toBeLessThan(60_000)
})
