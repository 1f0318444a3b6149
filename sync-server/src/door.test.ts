import { encodeClientFrame, maxFrameBytes } from '@zvonok/schema/core/frames'
import { sendMessage } from '@zvonok/schema/messages/commands'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { removeServer, startServer, type TestServer } from './testing/server.ts'

let server: TestServer
beforeEach(async () => {
  server = await startServer()
})
afterEach(() => removeServer(server))

/** Status of a refused upgrade, or the close code of an accepted one. */
function knock(path: string, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers })
  return new Promise((resolve) => {
    socket.on('unexpected-response', (_, response) => {
      resolve(response.statusCode ?? 0)
      socket.terminate()
    })
    socket.on('error', () => undefined)
    socket.on('close', (code) => resolve(code))
  })
}

describe('[SYNC-1] other pages cannot connect', () => {
  test.each([['https://evil.example'], ['null'], [undefined]])('origin %s', async (origin) => {
    const headers = { cookie: `${server.school.olga}/s`, ...(origin && { origin }) }
    expect(await knock('/sync?v=1', headers)).toBe(403)
  })
})

describe('[SYNC-2] who may not in is told why by a close code', () => {
  const origin = 'http://school'

  test('no session', async () => {
    expect(await knock('/sync?v=1', { origin })).toBe(4401)
  })

  test('a session that has ended', async () => {
    expect(await knock('/sync?v=1', { origin, cookie: `${server.school.olga}/s/1000` })).toBe(4401)
  })

  test('somebody who left the roster', async () => {
    await server.school.roster.active(server.school.petya, false)
    await server.sync.rosterChanged()
    expect(await knock('/sync?v=1', { origin, cookie: `${server.school.petya}/s` })).toBe(4401)
  })

  test.each([['0'], ['2'], [''], ['1e0']])('protocol version «%s»', async (version) => {
    expect(await knock(`/sync?v=${version}`, { origin, cookie: `${server.school.olga}/s` })).toBe(4426)
  })

  test('the twenty-first socket of a person', async () => {
    for (let at = 0; at < 20; at++) await server.connect(server.school.olga)
    expect(await knock('/sync?v=1', { origin, cookie: `${server.school.olga}/s` })).toBe(4429)
    await server.connect(server.school.petr)
  })
})

describe('[SYNC-3] what is no frame closes the socket with 4400', () => {
  const json = (type: number, body: string): Uint8Array => {
    const text = new TextEncoder().encode(body)
    return new Uint8Array([type, text.length, ...text])
  }

  test('text', async () => {
    const olga = await server.connect(server.school.olga)
    olga.socket.send('hello')
    expect(await olga.closed).toBe(4400)
  })

  test.each([
    ['nothing', new Uint8Array()],
    ['an unknown type', new Uint8Array([99])],
    ['a truncated command', encodeClientFrame({ type: 'unsubscribe', doc: 'log:x' }).slice(0, -2)],
    ['more than a frame', new Uint8Array([...encodeClientFrame({ type: 'ping' }), 0])],
    ['JSON that is no object', json(14, '[]')],
    ['no JSON', json(14, '{')],
    ['an unknown field', json(14, '{"a":1}')],
    ['a missing field', json(5, '{}')],
    ['a chat that is no id', json(5, '{"chatId":"../../etc"}')],
    ['a negative seq', json(11, '{"chatId":"0000000000000000","seq":-1}')],
    ['a page of a million', json(7, '{"chatId":"0000000000000000","beforeSeq":9,"count":1000000}')],
    ['deep nesting', json(14, `{"a":${'['.repeat(40)}${']'.repeat(40)}}`)],
  ])('%s', async (_, bytes) => {
    const olga = await server.connect(server.school.olga)
    olga.sendBytes(bytes)
    expect(await olga.closed).toBe(4400)
  })

  test('a frame over 1 MB', async () => {
    const olga = await server.connect(server.school.olga)
    olga.sendBytes(new Uint8Array(maxFrameBytes + 1))
    expect(await olga.closed).toBe(1009)
  })

  test('random bytes change nothing, and the server goes on', async () => {
    const chatId = await server.chat('class')
    const before = await server.select('SELECT * FROM meta ORDER BY key')
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 200 }), { minLength: 1, maxLength: 5 }),
        fc.nat(20),
        async (frames, type) => {
          const petya = await server.connect(server.school.petya)
          for (const bytes of frames) petya.sendBytes(new Uint8Array([type, ...bytes]))
          petya.socket.close()
          await petya.closed
        },
      ),
      { numRuns: 100 },
    )
    expect(await server.select('SELECT * FROM meta ORDER BY key')).toEqual(before)
    const olga = await server.connect(server.school.olga)
    expect(await olga.run(sendMessage, { chatId, text: 'Всё в порядке' })).toEqual({ seq: 1 })
  })
})

describe('[SYNC-4] heads follow the upgrade at once', () => {
  test('whole ones for a new device, deflated', async () => {
    const olga = server.dial(server.school.olga)
    const heads = await olga.next('heads')
    expect(heads.full).toBe(true)
    expect(heads.me).toMatchObject({ id: server.school.olga, mayCreateGroup: true })
    expect(heads.heads.map(({ title }) => title).sort()).toEqual([
      '7 Б класс',
      '7 Б родители',
      'Объявления школы',
      'Учителя',
    ])
    expect(heads.mine[await server.chat('class')]).toEqual({ role: 'admin', muted: false, readSeq: 0, unread: 0 })
    expect(olga.bytes).toBeLessThan(JSON.stringify(heads).length / 2)
  })

  test.each([['1.999999999'], ['7.1'], ['x'], ['1'], ['1.-1'], ['1.1e3']])(
    'a cursor «%s» that is not ours brings everything',
    async (cursor) => {
      const olga = server.dial(server.school.olga, { cursor })
      expect(await olga.next('heads')).toMatchObject({ full: true, heads: { length: 4 } })
    },
  )
})

describe('[SYNC-5] a session that ends closes its sockets', () => {
  test('logout: the session only', async () => {
    const [phone, laptop] = [
      await server.connect(server.school.olga, { session: 'phone' }),
      await server.connect(server.school.olga, { session: 'laptop' }),
    ]
    server.sync.endSession('phone')
    expect(await phone.closed).toBe(4401)
    await laptop.quiet()
  })

  test('a new password: all of the person', async () => {
    const sockets = [await server.connect(server.school.olga), await server.connect(server.school.olga)]
    server.sync.endPerson(server.school.olga)
    expect(await Promise.all(sockets.map((each) => each.closed))).toEqual([4401, 4401])
  })

  test('expiry', async () => {
    const olga = await server.connect(server.school.olga, { session: `s/${Date.now() + 60_000}` })
    server.aheadMs = 60_001
    expect(await olga.closed).toBe(4401)
  })

  test('leaving the roster', async () => {
    const petya = await server.connect(server.school.petya)
    await server.school.roster.active(server.school.petya, false)
    await server.sync.rosterChanged()
    expect(await petya.closed).toBe(4403)
  })
})

test('[SYNC-6] a peer that says nothing for 75 s is cut off, one that answers pings is not', async () => {
  const [dead, alive] = [await server.connect(server.school.olga), await server.connect(server.school.petr)]
  server.aheadMs = 74_000
  await alive.quiet()
  server.aheadMs = 76_000
  expect(await dead.closed).toBe(1006)
  await alive.quiet()
})

test('[SYNC-7] news of a room reach every device of those they are for, and nobody else', async () => {
  const { petya, olga } = server.school
  const [phone, laptop, teacher] = [
    await server.connect(petya),
    await server.connect(petya),
    await server.connect(olga),
  ]
  server.sync.tellNews([petya, 'nobody__________'], 'diary')
  expect([await phone.next('news'), await laptop.next('news')]).toEqual(Array(2).fill({ type: 'news', of: 'diary' }))
  await teacher.quiet()
})
