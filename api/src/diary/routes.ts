import { Refused } from '@zvonok/schema/core/refusal'
import { addDays, dateIn } from '@zvonok/schema/diary/days'
import { type Diary, DiaryQuery, daysBefore } from '@zvonok/schema/diary/diary'
import { Hono } from 'hono'
import type { Parts } from '../platform/parts.ts'
import { type SignedIn, signedIn } from '../platform/session.ts'
import { validate } from '../platform/validate.ts'
import { diariesFor } from './owners.ts'
import { readDiary } from './read-diary.ts'

/** DIARY-1 to DIARY-7. The diary of the signed-in person, or of a child. */
export const diaryRoutes = (parts: Parts) => {
  const { database, nowMs = Date.now } = parts
  return new Hono<SignedIn>().use(signedIn(parts)).get('/', validate('query', DiaryQuery), async (c) => {
    const { child, ...query } = c.req.valid('query')
    const owners = await diariesFor(database, c.var.actor.personId)
    const owner = child === undefined ? owners[0] : owners.find(({ id }) => id === child)
    if (child !== undefined && !owner) throw new Refused('core.notFound')
    const shown = owner ? await readDiary(database, owner, query, nowMs()) : emptyDiary(query, nowMs())
    return c.json({ owners, ...shown } satisfies Diary)
  })
}

/** For those who have none: staff without lessons. */
const emptyDiary = ({ from, days }: Pick<DiaryQuery, 'from' | 'days'>, nowMs: number): Omit<Diary, 'owners'> => ({
  owner: null,
  timeZone: 'UTC',
  from: from ?? addDays(dateIn('UTC', nowMs), -daysBefore),
  days,
  lessons: [],
  tasks: [],
  holidays: [],
})
