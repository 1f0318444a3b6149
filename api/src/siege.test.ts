/** The whole server attacked over HTTP, while two people beside it only want to write. */
import { once } from 'node:events'
import { createConnection, type Socket } from 'node:net'
import { newId } from '@zvonok/schema/core/ids'
import { TestClient } from '@zvonok/sync-server/testing/client'
import { besiege, roomBytes } from '@zvonok/sync-server/testing/siege'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, type RunningSchool, runSchool } from './testing/running-school.ts'

let school: RunningSchool
/** Of two of 7 Б who write. */
let writers: readonly [string, string]
let class7b: string
/** A pupil of 7 А. */
let attacker: string

beforeAll(async () => {
  school = await runSchool()
  writers = [await school.enter('sokolov'), await school.enter('kuznetsova')]
  attacker = await school.enter('zaitsev')
  const client = await connect(writers[0])
  const { heads } = await client.next('heads')
  class7b = heads.find(({ kind }) => kind === 'class')?.id ?? ''
  client.kill()
})
afterAll(() => school.stop())

async function connect(cookie: string): Promise<TestClient> {
  const url = `ws://127.0.0.1:${school.port}/sync?v=1&cursor=`
  const client = new TestClient(url, { origin: school.origin, cookie })
  await once(client.socket, 'open')
  return client
}

/** The newest hundred texts of a chat, oldest first, with their authors. */
async function newest(): Promise<[author: string, text: string][]> {
  const client = await connect(writers[0])
  client.send({ type: 'page', chatId: class7b, beforeSeq: Number.MAX_SAFE_INTEGER, count: 100 })
  const { rows } = await client.next('page')
  client.kill()
  return rows.flatMap((row) => (row === 0 ? [] : [[row[1], row[4]] as [string, string]]))
}

const said = ({ status, code }: Answer): [number, string | undefined] => [status, code]
const host = (): string => `Host: 127.0.0.1:${school.port}\r\n`

/** Sends what each of `starts` begins, and lets nothing follow, until `meanwhile` is done. */
async function leaveOpen(starts: readonly string[], meanwhile: () => Promise<void>): Promise<void> {
  const sockets = await Promise.all(
    starts.map(async (start): Promise<Socket> => {
      const socket = createConnection(school.port, '127.0.0.1')
      await once(socket, 'connect')
      await new Promise<void>((resolve) => socket.write(start, () => resolve()))
      return socket
    }),
  )
  try {
    await meanwhile()
  } finally {
    for (const socket of sockets) socket.destroy()
  }
}

const posts = [
  '/api/journal/sign-in',
  '/api/journal/lessons',
  '/api/journal/class-cards',
  '/api/journal/link/complete',
  '/api/lessons',
  '/api/calls/meeting',
  '/api/id/address',
  '/api/id/code',
  '/api/sessions/end',
  '/api/support',
  '/api/phone/scan',
]

const lesson = (): object => ({
  ...{ id: newId(), groups: [newId()], date: '2030-09-02', platform: 'sferum', pupils: [newId()] },
})

/** One after the other, each an attack of its own. */
const families: readonly [name: string, attack: () => Promise<void>][] = [
  [
    'bodies that are none',
    async () => {
      const bad = [400, 'core.badInput']
      const deep = '['.repeat(30_000)
      const bodies = ['', '{', 'null', '[]', '1e999', deep, `{"a":${deep}`, '{"__proto__":{"role":"head"}}', '\u0000']
      for (const path of posts) {
        for (const body of bodies) expect(said(await school.post(path, body, attacker)), path).toEqual(bad)
        for (const type of [
          'text/plain',
          'application/xml',
          'application/x-www-form-urlencoded',
          'multipart/form-data',
        ])
          expect(said(await school.post(path, '{}', attacker, { 'content-type': type })), `${path} ${type}`).toEqual(
            bad,
          )
        const large = JSON.stringify('x'.repeat(70_000))
        for (const headers of [{}, { 'transfer-encoding': 'chunked' }])
          expect(said(await school.post(path, large, attacker, headers))).toEqual([413, 'core.tooLarge'])
      }
    },
  ],
  [
    'fields that nobody asked for',
    async () => {
      const signIn = { login: 'volkov', password: 'guess' }
      const meeting = { scope: 'school', title: 'Собрание' }
      for (const more of [
        { role: 'head' },
        { personId: newId() },
        { schoolId: newId() },
        { id: 1 },
        { linked: true },
      ]) {
        for (const [path, body] of [
          ['/api/journal/sign-in', signIn],
          ['/api/sessions/end', { id: newId() }],
          ['/api/journal/lessons', { ...lesson(), state: 'published' }],
          ['/api/lessons', { ...lesson(), creatorId: newId() }],
          ['/api/calls/meeting', { ...meeting, startedBy: newId() }],
        ] as const)
          expect(said(await school.post(path, { ...body, ...more }, attacker))).toEqual([400, 'core.badInput'])
      }
    },
  ],
  [
    'bodies that never come, and connections that break off',
    async () => {
      const head = `POST /api/journal/sign-in HTTP/1.1\r\n${host()}Content-Type: application/json\r\n`
      const starts = ['GET / HT', `GET / HTTP/1.1\r\n${host()}`, `${head}Content-Length: 5000\r\n\r\n{"login":`]
      const slow = [...starts, `${head}Transfer-Encoding: chunked\r\n\r\n5\r\n{"log`]
      await leaveOpen(Array.from({ length: 50 }, () => slow).flat(), async () => {
        for (let n = 0; n < 20; n++) expect((await school.ask('/healthz')).status).toBe(200)
      })
    },
  ],
  [
    'addresses that lead elsewhere',
    async () => {
      const nowhere = [
        ...[
          '/../package.json',
          '/../../etc/passwd.txt',
          '/assets/../../package.json',
          '/assets/..%2f..%2fpackage.json',
        ],
        ...['/%2e%2e/%2e%2e/package.json', '/..%5c..%5cpackage.json', '/.vite/manifest.json', '/zvonok.db'],
        ...['/%00.js', '/assets/%00.js', '/%E0%A4%A.js', '/api/../zvonok.db', '/api/nothing', '/internal/livekit/x'],
      ]
      for (const path of nowhere)
        expect(said(await school.ask(path, { cookie: attacker })), path).toEqual([404, 'core.notFound'])
      for (const path of ['/api/lessons/%E0%A4%A', `/api/calls/${'x'.repeat(300)}`, '/api/lessons?days=1e9'])
        expect(said(await school.ask(path, { cookie: attacker })), path).toEqual([400, 'core.badInput'])
      expect((await school.ask(`/?${'x'.repeat(20_000)}`)).status).toBe(431)
      const long = await school.ask(`/api/journal/lessons?group=${'x'.repeat(15_000)}`, { cookie: attacker })
      expect(JSON.parse(long.text)).toMatchObject({ mayMake: false, lessons: [] })
      for (const method of ['PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND'])
        expect(
          said(await school.ask('/api/me', { method, cookie: attacker, headers: { origin: school.origin } })),
        ).toEqual([404, 'core.notFound'])
    },
  ],
  [
    'headers that smuggle',
    async () => {
      const to = 'POST /api/journal/sign-in HTTP/1.1\r\n'
      const requests = [
        ['no request', 'GARBAGE\r\n\r\n', 400],
        ['a version that is none', `GET / HTTP/9.9\r\n${host()}\r\n`, 400],
        ['no host', 'GET /api/me HTTP/1.1\r\n\r\n', 400],
        ['a host that is none', 'GET /api/me HTTP/1.1\r\nHost: a b\r\n\r\n', 400],
        ['a line inside a value', `GET / HTTP/1.1\r\n${host()}X: a\rSet-Cookie: b\r\n\r\n`, 400],
        ['two lengths', `${to}${host()}Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde`, 400],
        ['a length and chunks', `${to}${host()}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
        ['a length below zero', `${to}${host()}Content-Length: -1\r\n\r\n`, 400],
        ['a chunk that is none', `${to}${host()}Transfer-Encoding: chunked\r\n\r\nZZ\r\n`, 400],
        ['20 kB of one header', `GET / HTTP/1.1\r\n${host()}X: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
      ] as const
      for (const [name, bytes, status] of requests) expect(await school.raw(bytes), name).toBe(status)
      const line = encodeURIComponent('http://x/\r\nSet-Cookie: zvonok=a')
      const sent = await school.ask(`/id/authorize?redirect_uri=${line}&state=${line}`)
      expect([sent.status, sent.headers.location]).toEqual([302, '/id/sign-in?problem=client'])
      const forwarded = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', 'x-forwarded-for': '::1' }
      const page = await school.ask('/id/authorize', { headers: { host: 'evil.example', ...forwarded } })
      expect(JSON.stringify([page.text, page.headers])).not.toContain('evil.example')
    },
  ],
  [
    'pages of others',
    async () => {
      const refused = [403, 'core.forbidden']
      for (const headers of [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
      ])
        for (const path of [...posts, '/api/sign-out', '/api/sessions/end-all', '/api/journal/sign-out'])
          expect(said(await school.post(path, {}, attacker, headers)), path).toEqual(refused)
      const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\n'
      for (const origin of ['', 'Origin: null\r\n', 'Origin: https://evil.example\r\n'])
        for (const path of ['/sync?v=1', '/livekit/rtc'])
          expect(await school.raw(`GET ${path} HTTP/1.1\r\n${host()}${upgrade}${origin}\r\n`), path).toBe(403)
    },
  ],
  [
    'cookies that are somebody else’s, or nobody’s',
    async () => {
      const ended = await school.enter('zaitsev')
      expect((await school.post('/api/sign-out', {}, ended)).status).toBe(200)
      const [journal = '', messenger = ''] = attacker.split('; ')
      const swapped = `zvonok=${journal.split('=')[1]}; journal=${messenger.split('=')[1]}`
      const cut = messenger.slice(0, -1)
      const cookies = [ended, swapped, cut, 'zvonok=', `zvonok=${'x'.repeat(8000)}`, 'zvonok=%E0%A4%A', `x${messenger}`]
      for (const cookie of ['', ...cookies]) {
        for (const path of ['/api/me', '/api/sessions', '/api/lessons', '/api/calls', '/api/diary'])
          expect(said(await school.ask(path, { cookie })), path).toEqual([401, 'core.signedOut'])
        const url = `ws://127.0.0.1:${school.port}/sync?v=1&cursor=`
        expect(await new TestClient(url, { origin: school.origin, cookie }).closed).toBe(4401)
      }
      const [, theirs = ''] = writers[0].split('; ')
      const sessions = JSON.parse((await school.ask('/api/sessions', { cookie: theirs })).text) as {
        sessions: { id: string }[]
      }
      for (const { id } of sessions.sessions)
        expect(said(await school.post('/api/sessions/end', { id }, attacker))).toEqual([404, 'core.notFound'])
    },
  ],
  [
    'lessons, calls and an office that are not for one',
    async () => {
      const nothing = [404, 'core.notFound']
      const id = newId()
      for (const path of ['/api/lessons', '/api/journal/lessons']) {
        expect(said(await school.post(path, lesson(), attacker))).toEqual(nothing)
        for (const what of ['publish', 'finish', 'delete', 'join'])
          expect(said(await school.post(`${path}/${id}/${what}`, {}, attacker)), what).toEqual(nothing)
        for (const what of ['', '/attendance', '/attendance/csv'])
          expect(said(await school.ask(`${path}/${id}${what}`, { cookie: attacker })), what).toEqual(nothing)
      }
      expect(said(await school.ask(`/api/calls/${id}`, { cookie: attacker }))).toEqual(nothing)
      expect(said(await school.post(`/api/calls/${id}/token`, { device: 'tab' }, attacker))).toEqual(nothing)
      for (const where of [{ scope: 'school' }, { scope: 'parallel', grade: '7' }, { scope: 'class', classId: id }])
        expect(said(await school.post('/api/calls/meeting', where, attacker))).toEqual(nothing)
      for (const path of ['/api/admin', '/api/admin/people?q=a'])
        expect(said(await school.ask(path, { cookie: attacker })), path).toEqual(nothing)
      for (const path of ['/api/admin/unlink', '/api/admin/cards', '/api/admin/policy', '/api/admin/support'])
        expect(said(await school.post(path, { personId: id, people: [id] }, attacker)), path).toEqual(nothing)
    },
  ],
  [
    'floods',
    async () => {
      const guesses = Array.from({ length: 40 }, (_, n) =>
        school.post('/api/journal/sign-in', { login: 'volkov', password: `guess ${n}` }),
      )
      const stopped = (await Promise.all(guesses)).filter((answer) => answer.code === 'core.tooMany')
      expect(stopped.length).toBeGreaterThanOrEqual(30)
      expect(new Set(stopped.map(({ status }) => status))).toEqual(new Set([429]))
      const asked = Array.from({ length: 600 }, (_, n) =>
        school.ask(n % 2 === 0 ? '/api/me' : `/api/lessons/${newId()}`),
      )
      expect(new Set((await Promise.all(asked)).map(({ status }) => status))).toEqual(new Set([401]))
    },
  ],
]

test.each(families)(
  '[SERVER-14] %s: two who write beside it lose nothing and wait for nobody, and memory returns',
  // Again where the machine itself stood still for a moment.
  { timeout: 60_000, retry: 2 },
  async (_, attack) => {
    const both = async () => [await connect(writers[0]), await connect(writers[1])] as const
    const { texts, p95Ms, grownBytes } = await besiege({ chatId: class7b, connect: both, attack })
    const all = await newest()
    for (const written of texts) {
      const [author] = all.findLast(([, text]) => text === written.at(-1)) ?? []
      const theirs = all.filter(([from]) => from === author).map(([, text]) => text)
      expect(theirs.slice(-written.length)).toEqual(written.slice(-theirs.length))
    }
    expect(p95Ms).toBeLessThanOrEqual(500)
    expect(grownBytes).toBeLessThan(roomBytes)
    expect(school.logged.filter((line) => line.includes('"level":"error"'))).toEqual([])
  },
)
