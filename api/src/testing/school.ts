import type { HttpBindings } from '@hono/node-server'
import type { NewsRoom } from '@zvonok/schema/core/frames'
import { newId, type PersonId } from '@zvonok/schema/core/ids'
import { defaultPolicy, type Role } from '@zvonok/schema/journal/person-facts'
import { people, schoolRoles, schools } from '@zvonok/schema/journal/tables'
import { type Database, openDatabase } from '@zvonok/sync-server/database'
import { createJournalLogins, type IdAccount, seedIdAccounts } from '../account/accounts.ts'
import { hashPassword } from '../account/password.ts'
import { createApp } from '../app.ts'
import { makeLog } from '../platform/log.ts'
import type { HttpSettings, Parts } from '../platform/parts.ts'

export const password = 'zvonok-demo'
export const origin = 'http://127.0.0.1:3000'

let passwordHash: Promise<string> | undefined

/** A small school with its front door, in memory: real database, real routes; only the clock is ours and the sockets are written down. */
export async function openSchool(
  change: Partial<HttpSettings> = {},
  more: (database: Database) => Promise<Partial<Parts>> = async () => ({}),
) {
  const database = await openDatabase(':memory:')
  const settings: HttpSettings = {
    origin,
    origins: [origin],
    secure: false,
    proxied: false,
    demo: true,
    limits: true,
    secret: 'a secret of the tests, 32 letters',
    ...change,
  }
  const clock = { nowMs: Date.now() }
  const logged: string[] = []
  const ended: string[] = []
  const news: { people: PersonId[]; of: NewsRoom }[] = []
  const app = createApp({
    database,
    settings,
    log: makeLog((line) => logged.push(line)),
    sync: {
      endSession: (id) => ended.push(id),
      endPerson: (id) => ended.push(id),
      rosterChanged: async () => void ended.push('roster'),
      tellNews: (people, of) => news.push({ people: [...people], of }),
    },
    nowMs: () => clock.nowMs,
    ...(await more(database)),
  })
  const schoolId = newId()
  await database.orm.insert(schools).values({
    id: schoolId,
    title: 'Школа № 1',
    timeZone: 'Europe/Moscow',
    policy: defaultPolicy,
    holidays: [],
  })
  const addPerson = async (login: string, family: string, given: string, role: Role, idAccount?: IdAccount) => {
    const id = newId()
    await database.orm
      .insert(people)
      .values({ id, familyName: family, givenName: given, middleName: null, active: true })
    await database.orm.insert(schoolRoles).values({ personId: id, schoolId, role })
    passwordHash ??= hashPassword(password)
    await createJournalLogins(database, [{ personId: id, login, passwordHash: await passwordHash }])
    if (idAccount) await seedIdAccounts(database, [idAccount])
    return id
  }
  return { app, database, settings, clock, logged, ended, news, schoolId, addPerson }
}

export type School = Awaited<ReturnType<typeof openSchool>>

/** A browser: keeps cookies, says its origin, follows nothing by itself. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly #school: School
  readonly #address: string

  constructor(school: School, address = '127.0.0.1') {
    this.#school = school
    this.#address = address
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.send(path, { headers })
  }

  async post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Response> {
    return this.send(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', origin: this.#school.settings.origin, ...headers },
    })
  }

  async send(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { host: new URL(this.#school.settings.origin).host, ...(cookie && { cookie }), ...init.headers }
    const answer = await this.#school.app.request(path, { ...init, headers }, bindings(this.#address))
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      if (/max-age=0/i.test(line)) this.cookies.delete(pair.slice(0, at))
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return answer
  }

  async signIn(login: string, words = password): Promise<Response> {
    return this.post('/api/journal/sign-in', { login, password: words })
  }
}

/** What Node's server hands over of the connection. */
const bindings = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } }) as unknown as HttpBindings
