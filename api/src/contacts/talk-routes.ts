import { mayHideTalks } from '@zvonok/schema/contacts/rules'
import { hiddenTalks } from '@zvonok/schema/contacts/tables'
import { HideTalks, type PupilTalks, type Talks } from '@zvonok/schema/contacts/talk'
import type { PersonId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import { Refused } from '@zvonok/schema/core/refusal'
import { isPupil, type PersonFacts } from '@zvonok/schema/journal/person-facts'
import type { Database } from '@zvonok/sync-server/database'
import type { People } from '@zvonok/sync-server/facts'
import { Store } from '@zvonok/sync-server/store'
import { and, eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { eventOf } from '../account/events.ts'
import { rosterOf } from '../lessons/actor.ts'
import { namesOf } from '../lessons/view-lessons.ts'
import type { Parts } from '../platform/parts.ts'
import { type SignedIn, signedIn } from '../platform/session.ts'
import { validate } from '../platform/validate.ts'
import { talksOf } from './read-talks.ts'

/** CONTACTS-9, CONTACTS-10. What staff and one pupil have alone with each other, for the guardians, the pupil and the psychologist. */
export const talkRoutes = (parts: Parts) => {
  const { database, log, nowMs = Date.now } = parts
  async function actorIn(roster: People, personId: PersonId): Promise<PersonFacts> {
    await roster.load([personId])
    return must(roster.get(personId), 'the actor is in the roster')
  }
  return new Hono<SignedIn>()
    .use(signedIn(parts))
    .get('/', async (c) => {
      const roster = rosterOf(database)
      const actor = await actorIn(roster, c.var.actor.personId)
      const children = [...actor.children].filter(([, access]) => access !== 'none').map(([id]) => id)
      const seen = await talksOfEach(database, roster, children)
      return c.json({
        children: seen.map(({ talks, ...child }) => ({ ...child, talks: talks.filter(({ hidden }) => !hidden) })),
        own: isPupil(actor) ? await talksOf(database, roster, actor) : [],
        pupils: await pupilsOf(database, roster, actor),
      } satisfies Talks)
    })
    .post('/hide', validate('json', HideTalks), async (c) => {
      const { personId } = c.var.actor
      const { pupilId, hidden } = c.req.valid('json')
      const roster = rosterOf(database)
      await roster.load([pupilId])
      const may = mayHideTalks(await actorIn(roster, personId), roster.get(pupilId))
      if (!may.allowed) throw new Refused(may.code)
      await setHidden(database, personId, pupilId, hidden, nowMs())
      log.info('contacts.talksHidden', { personId, hidden })
      return c.json({})
    })
}

async function talksOfEach(database: Database, roster: People, ids: readonly PersonId[]): Promise<PupilTalks[]> {
  await roster.load(ids)
  const names = await namesOf(database, ids)
  const pupils = ids.map((id) => roster.get(id)).filter((one) => one?.active && isPupil(one))
  return Promise.all(
    pupils.map(async (pupil) => {
      const known = must(pupil, 'a pupil')
      return { id: known.id, name: names.get(known.id) ?? '', talks: await talksOf(database, roster, known) }
    }),
  )
}

/** Those with whom a psychologist has something alone. */
async function pupilsOf(database: Database, roster: People, actor: PersonFacts): Promise<Talks['pupils']> {
  if (!actor.roles.some(({ role }) => role === 'psychologist')) return []
  const rows = await new Store(database).rows<[PersonId]>({
    sql: `SELECT o.person_id FROM chat_members m JOIN chats c ON c.id = m.chat_id AND c.kind IN ('direct', 'group')
        JOIN chat_members o ON o.chat_id = m.chat_id AND o.left_at_ms IS NULL
        JOIN school_roles r ON r.person_id = o.person_id AND r.role = 'pupil'
        WHERE m.person_id = ?1 AND m.left_at_ms IS NULL
      UNION SELECT o.person_id FROM call_people m JOIN call_people o ON o.call_id = m.call_id
        JOIN school_roles r ON r.person_id = o.person_id AND r.role = 'pupil' WHERE m.person_id = ?1`,
    args: [actor.id],
  })
  const { orm } = database
  const hiding = await orm
    .select({ id: hiddenTalks.pupilId })
    .from(hiddenTalks)
    .where(eq(hiddenTalks.staffId, actor.id))
  const hidden = new Set(hiding.map(({ id }) => id))
  const found = await talksOfEach(
    database,
    roster,
    rows.map(([id]) => id),
  )
  return found
    .filter(({ id }) => mayHideTalks(actor, roster.get(id)).allowed)
    .map((pupil) => ({
      ...pupil,
      hidden: hidden.has(pupil.id),
      talks: pupil.talks.filter((talk) => talk.with.some(({ id }) => id === actor.id)),
    }))
    .filter(({ talks }) => talks.length > 0)
}

/** Hiding, and showing again, is written down for the office: who and when, not with which pupil. */
async function setHidden(
  database: Database,
  staffId: PersonId,
  pupilId: PersonId,
  hidden: boolean,
  atMs: number,
): Promise<void> {
  const { orm } = database
  const written = eventOf(database, hidden ? 'talksHidden' : 'talksShown', staffId, staffId, atMs)
  if (hidden)
    await orm.batch([orm.insert(hiddenTalks).values({ staffId, pupilId, atMs }).onConflictDoNothing(), written])
  else
    await orm.batch([
      orm.delete(hiddenTalks).where(and(eq(hiddenTalks.staffId, staffId), eq(hiddenTalks.pupilId, pupilId))),
      written,
    ])
}
