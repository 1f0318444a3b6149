import { sendMessage } from '@zvonok/schema/messages/commands'
import { removeServer, startServer, type TestServer } from '@zvonok/sync-server/testing/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { chatOfKind, deviceOf, live, openFollowed, texts, until } from './devices.ts'

let server: TestServer
beforeEach(async () => {
  server = await startServer({ limits: 'off' })
})
afterEach(() => removeServer(server))

describe('two devices', () => {
  test('one writes, the other sees it once', async () => {
    const olga = await deviceOf(server, server.school.olga)
    const petya = await deviceOf(server, server.school.petya)
    await Promise.all([live(olga), live(petya)])
    const id = chatOfKind(olga.device, 'class')
    const [hers, his] = [await openFollowed(olga, id), await openFollowed(petya, id)]
    const { done } = olga.device.run(sendMessage, { chatId: id, text: 'Завтра контрольная' })
    expect(texts(hers)).toEqual(['Завтра контрольная'])
    await done
    await until(petya.device, () => texts(his).length > 0, his)
    expect(texts(his)).toEqual(['Завтра контрольная'])
    expect(his.rows().at(-1)?.state).toBe('sent')
    await Promise.all([olga.device.close(), petya.device.close()])
  })
})
