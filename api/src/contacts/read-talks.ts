/** CONTACTS-9. What one pupil and staff have alone with each other, by its people as they are now. No text is read. */
import { callPeople, calls } from '@zvonok/schema/calls/tables'
import { aloneWithStaff } from '@zvonok/schema/chats/people-rules'
import { chatMembers, chats } from '@zvonok/schema/chats/tables'
import { hiddenTalks } from '@zvonok/schema/contacts/tables'
import type { StaffTalk } from '@zvonok/schema/contacts/talk'
import type { PersonId } from '@zvonok/schema/core/ids'
import { type PersonFacts, staffRoles } from '@zvonok/schema/journal/person-facts'
import { messages } from '@zvonok/schema/messages/tables'
import type { Database } from '@zvonok/sync-server/database'
import type { People } from '@zvonok/sync-server/facts'
import { and, desc, eq, inArray, isNull, max, min, notInArray, sql } from 'drizzle-orm'
import { namesOf } from '../lessons/view-lessons.ts'

const maxCalls = 100

type Found = Pick<StaffTalk, 'id' | 'kind' | 'fromMs' | 'untilMs' | 'missed'> & { readonly people: readonly PersonId[] }

/** The newest first. Nothing where the pupil's school lets staff talk to one pupil unseen. */
export async function talksOf(database: Database, roster: People, pupil: PersonFacts): Promise<StaffTalk[]> {
  const isSeen = pupil.roles.some(({ schoolId }) => roster.policy(schoolId)?.staffToPupil !== 'open')
  if (!isSeen) return []
  const found = [...(await chatsOf(database, pupil.id)), ...(await callsOf(database, pupil.id))]
  await roster.load(found.flatMap(({ people }) => people))
  const factsOf = (ids: readonly PersonId[]) => ids.map((id) => roster.get(id)).filter((one) => one !== undefined)
  const alone = found.filter(({ people }) => aloneWithStaff(factsOf(people))?.id === pupil.id)
  const hiding = await hiddenBy(database, pupil.id)
  const names = await namesOf(
    database,
    alone.flatMap(({ people }) => people),
  )
  return alone
    .map(({ people, ...talk }) => {
      const staff = factsOf(people).filter(({ id }) => id !== pupil.id)
      return {
        ...talk,
        with: staff.map((one) => ({ id: one.id, name: names.get(one.id) ?? '', role: staffRoleOf(one) })),
        hidden: staff.every(({ id }) => hiding.has(id)),
      }
    })
    .sort((a, b) => (b.untilMs ?? b.fromMs) - (a.untilMs ?? a.fromMs))
}

const staffRoleOf = ({ roles }: PersonFacts) => roles.find(({ role }) => staffRoles.has(role))?.role ?? 'teacher'

async function hiddenBy({ orm }: Database, pupilId: PersonId): Promise<Set<PersonId>> {
  const rows = await orm.select({ id: hiddenTalks.staffId }).from(hiddenTalks).where(eq(hiddenTalks.pupilId, pupilId))
  return new Set(rows.map(({ id }) => id))
}

/** Direct chats and groups of the pupil in which something was written, with no other pupil. */
async function chatsOf({ orm }: Database, pupilId: PersonId): Promise<Found[]> {
  const rows = await orm
    .select({ id: chats.id, kind: chats.kind, fromMs: min(messages.atMs), untilMs: max(messages.atMs) })
    .from(chatMembers)
    .innerJoin(chats, eq(chats.id, chatMembers.chatId))
    .innerJoin(messages, and(eq(messages.chatId, chats.id), notInArray(messages.kind, ['notice'])))
    .where(
      and(
        eq(chatMembers.personId, pupilId),
        isNull(chatMembers.leftAtMs),
        inArray(chats.kind, ['direct', 'group']),
        sql`NOT EXISTS (SELECT 1 FROM chat_members o JOIN school_roles r ON r.person_id = o.person_id AND r.role = 'pupil'
          WHERE o.chat_id = ${chats.id} AND o.person_id <> ${pupilId} AND o.left_at_ms IS NULL)`,
      ),
    )
    .groupBy(chats.id)
  const members = await orm
    .select({ chatId: chatMembers.chatId, personId: chatMembers.personId })
    .from(chatMembers)
    .where(
      and(
        isNull(chatMembers.leftAtMs),
        inArray(
          chatMembers.chatId,
          rows.map(({ id }) => id),
        ),
      ),
    )
  return rows.map(({ id, kind, fromMs, untilMs }) => ({
    ...{ id, kind: kind === 'direct' ? 'direct' : 'group', fromMs: fromMs ?? 0, untilMs, missed: false },
    people: members.filter(({ chatId }) => chatId === id).map(({ personId }) => personId),
  }))
}

/** By who was in; of a call that nobody answered, by who was called. */
async function callsOf({ orm }: Database, pupilId: PersonId): Promise<Found[]> {
  const rows = await orm
    .select({ id: calls.id, fromMs: calls.startedAtMs, untilMs: calls.endedAtMs })
    .from(callPeople)
    .innerJoin(calls, eq(calls.id, callPeople.callId))
    .where(and(eq(callPeople.personId, pupilId), notInArray(callPeople.state, ['invited', 'waiting'])))
    .orderBy(desc(calls.startedAtMs))
    .limit(maxCalls)
  const people = await orm
    .select({ callId: callPeople.callId, id: callPeople.personId, state: callPeople.state })
    .from(callPeople)
    .where(
      and(
        notInArray(callPeople.state, ['invited', 'waiting']),
        inArray(
          callPeople.callId,
          rows.map(({ id }) => id),
        ),
      ),
    )
  return rows.map((row) => {
    const called = people.filter(({ callId }) => callId === row.id)
    const were = called.filter(({ state }) => state === 'in' || state === 'left' || state === 'removed')
    const missed = were.length < 2 || !were.some(({ id }) => id === pupilId)
    return { ...row, kind: 'call', missed, people: (missed ? called : were).map(({ id }) => id) }
  })
}
