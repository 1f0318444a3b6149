import { Refused } from '@zvonok/schema/core/refusal'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { JournalAuth } from '../account/journal-auth.ts'
import type { AppEnv, Parts } from '../platform/parts.ts'
import { findPerson, type PersonInSchools } from './person.ts'

/** Who reads the journal. */
export interface Reader {
  readonly sessionId: string
  readonly person: PersonInSchools
}

export interface InJournal extends AppEnv {
  Variables: { reader: Reader }
}

/** Whose journal this browser has open. Undefined also when the person has left the roster. */
export async function findReader(c: Context, { database }: Parts, auth: JournalAuth): Promise<Reader | undefined> {
  const { response: found, headers } = await auth.api.getSession({ headers: c.req.raw.headers, returnHeaders: true })
  const person = found && (await findPerson(database, found.user.personId))
  if (!person) return undefined
  passCookies(c, headers)
  return { sessionId: found.session.id, person }
}

/** The journal's session of an active person, else 401. */
export const inJournal = (parts: Parts, auth: JournalAuth) =>
  createMiddleware<InJournal>(async (c, next) => {
    const reader = await findReader(c, parts, auth)
    if (!reader) throw new Refused('core.signedOut')
    c.set('reader', reader)
    return next()
  })

/** Hands the cookies that the account engine set to the browser. */
export function passCookies(c: Context, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true })
}
