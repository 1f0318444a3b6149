import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSession } from '@zvonok/api/account/sessions'
import { bringLimitMs, livekitProgram } from '@zvonok/api/calls/testing/livekit-program'
import { makeSchool } from '@zvonok/api/journal/import/make-school'
import { makeLog } from '@zvonok/api/platform/log'
import { readSettings } from '@zvonok/api/platform/settings'
import { type RunningServer, startServer } from '@zvonok/api/start-server'
import { must } from '@zvonok/schema/core/must'
import { schoolRoles } from '@zvonok/schema/journal/tables'
import { openDatabase } from '@zvonok/sync-server/database'
import { desc, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askQuestions, openApps, pressOnly, raiseHands } from '../load/call-people.ts'
import { waitUntil } from '../measure.ts'
import type { Member } from '../rivals/rival.ts'
import { freePort } from '../server-process.ts'
import { post } from './post.ts'

const listeners = 40
const folder = mkdtempSync(join(tmpdir(), 'zvonok-meeting-'))
let server: RunningServer
let origin: string
let people: Member[]

beforeAll(async () => {
  people = await madePeople()
  const port = await freePort()
  origin = `http://127.0.0.1:${port}`
  const env = { PORT: String(port), ZVONOK_DATA: folder, ZVONOK_DEMO: '0', ZVONOK_LIVEKIT: await livekitProgram() }
  server = await startServer(
    readSettings(env),
    makeLog(() => undefined),
  )
  await waitUntil('LiveKit', 30_000, async () => (await (await fetch(`${origin}/healthz`)).json()).calls === 'ready')
}, bringLimitMs)
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** The head of a school of two classes, and its parents. */
async function madePeople(): Promise<Member[]> {
  const database = await openDatabase(folder)
  await makeSchool(database, { classes: 2, pupils: listeners, password: 'zvonok-demo' })
  const rows = await database.orm
    .select({ personId: schoolRoles.personId })
    .from(schoolRoles)
    .where(inArray(schoolRoles.role, ['head', 'guardian']))
    .orderBy(desc(schoolRoles.role))
  const made: Member[] = []
  for (const { personId } of rows) {
    const { token } = await createSession(database, personId, 'test', Date.now())
    made.push({ personId, cookie: `zvonok=${token}` })
  }
  database.close()
  return made
}

test('[AUDIENCE-1] forty parents listen to the head: no tracks of their own, hands and questions in one order for everybody', async () => {
  await openApps({ wire: 'ours', url: origin.replace('http', 'ws'), origin, chats: [{ id: '', members: people }] })
  const { callId } = await post(origin, '/api/calls/meeting', { scope: 'school' }, must(people[0]?.cookie, 'head'))
  const sources = (await pressOnly(String(callId))).map(sourcesIn)
  expect(sources[0]).toContain('microphone')
  expect(sources.slice(1)).toEqual(Array.from({ length: listeners }, () => []))
  const hands = await raiseHands(String(callId), listeners, 0)
  expect(hands.wrong).toBe(0)
  const questions = await askQuestions(String(callId), listeners, people.length)
  expect(questions.wrong).toBe(0)
})

/** What a pass lets its device send. */
function sourcesIn(token: string): string[] {
  const { video } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  return video.canPublish ? video.canPublishSources : []
}
