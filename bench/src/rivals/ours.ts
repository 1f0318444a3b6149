/** The built product, as `npm start` runs it, with a made-up school and without limits. */
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createSession } from '@zvonok/api/account/sessions'
import { chatMembers, chats } from '@zvonok/schema/chats/tables'
import { must } from '@zvonok/schema/core/must'
import { schoolRoles } from '@zvonok/schema/journal/tables'
import { openDatabase } from '@zvonok/sync-server/database'
import { and, eq } from 'drizzle-orm'
import { answers, freePort, startServer } from '../server-process.ts'
import type { Member, Rival, Running, SchoolSize, Target } from './rival.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

export const ours: Rival = {
  name: 'ours',
  keeps: 'disk, before the answer',
  async start(folder, school, known) {
    if (!existsSync(join(folder, 'zvonok.db'))) await makeSchool(folder, school)
    return startOurs(folder, known?.chats ?? (await signIn(folder, school)))
  },
}

interface OursOptions {
  readonly port?: number
  /** Path of a `livekit-server`; without one calls are off. */
  readonly livekit?: string
  /** As people have them; else off. */
  readonly limits?: true
}

/** Starts the built product on a folder that holds a school. */
export async function startOurs(
  folder: string,
  chats: Target['chats'],
  { port: fixedPort, livekit = 'off', limits }: OursOptions = {},
): Promise<Running> {
  const port = fixedPort ?? (await freePort())
  const origin = `http://127.0.0.1:${port}`
  const server = await startServer({
    command: process.execPath,
    args: [...nodeFlags(), join(root, 'api/dist/main.js')],
    env: {
      ...settings(folder),
      ...{ PORT: String(port), ZVONOK_LIVEKIT: livekit, ZVONOK_LIMITS: limits ? 'on' : 'off' },
    },
    cwd: folder,
    ready: () => answers(`${origin}/healthz`),
  })
  return { server, target: { wire: 'ours', url: `ws://127.0.0.1:${port}`, origin, chats } }
}

/** `BENCH_SERVER_FLAGS=--cpu-prof` profiles the server. */
const nodeFlags = (): string[] => process.env.BENCH_SERVER_FLAGS?.split(' ') ?? []

const settings = (folder: string): Record<string, string> => ({
  HOST: '127.0.0.1',
  ZVONOK_DATA: folder,
  ZVONOK_DEMO: '1',
  ZVONOK_LIVEKIT: 'off',
})

/** Runs an operator's command on the folder. @throws {Error} with its words */
export const operate = (folder: string, ...words: string[]) =>
  promisify(execFile)(process.execPath, [join(root, 'api/dist/operator/main.js'), ...words], {
    env: { ...process.env, ...settings(folder) },
    cwd: folder,
  })

export async function makeSchool(folder: string, { chats: classes, membersPerChat }: SchoolSize): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await operate(
    folder,
    'make-school',
    '--classes',
    String(classes),
    '--pupils',
    String(classes * membersPerChat),
    '--linked',
  )
}

/** A messenger session for every pupil (or every parent) of every class, without the password work of thousands of logins. */
export async function signIn(
  folder: string,
  { chats: classes, membersPerChat }: SchoolSize,
  who: 'pupil' | 'guardian' = 'pupil',
): Promise<Target['chats']> {
  const database = await openDatabase(folder)
  const rows = await database.orm
    .select({ chatId: chatMembers.chatId, personId: chatMembers.personId })
    .from(chatMembers)
    .innerJoin(chats, eq(chats.id, chatMembers.chatId))
    .innerJoin(schoolRoles, eq(schoolRoles.personId, chatMembers.personId))
    .where(and(eq(chats.kind, who === 'pupil' ? 'class' : 'parents'), eq(schoolRoles.role, who)))
    .orderBy(chatMembers.chatId, chatMembers.personId)
  // The demo's own classes are smaller.
  const byChat = new Map<string, string[]>()
  for (const { chatId, personId } of rows) byChat.set(chatId, [...(byChat.get(chatId) ?? []), personId])
  const large = [...byChat].filter(([, people]) => people.length >= membersPerChat)
  const signedIn: { id: string; members: Member[] }[] = []
  for (const [id, people] of large.slice(0, classes)) {
    const members: Member[] = []
    for (const personId of people.slice(0, membersPerChat)) {
      const { token } = await createSession(database, personId, 'bench', Date.now())
      members.push({ personId, cookie: `zvonok=${token}` })
    }
    signedIn.push({ id, members })
  }
  database.close()
  must(signedIn[classes - 1], `${classes} classes`)
  return signedIn
}
