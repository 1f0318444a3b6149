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

/** The journal's session of an active person, else 401. */
export const inJournal = ({ database }: Parts, auth: JournalAuth) =>
  createMiddleware<InJournal>(async (c, next) => {
    const { response: found, headers } = await auth.api.getSession({ headers: c.req.raw.headers, returnHeaders: true })
    const person = found && (await findPerson(database, found.user.personId))
    if (!found || !person) throw new Refused('core.signedOut')
    passCookies(c, headers)
    c.set('reader', { sessionId: found.session.id, person })
    return next()
  })

/** Hands the cookies that the account engine set to the browser. */
export function passCookies(c: Context, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true })
}
