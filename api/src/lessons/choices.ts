import type { ClassId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import { lessons } from '@zvonok/schema/diary/tables'
import { classes, classMembers, people } from '@zvonok/schema/journal/tables'
import { type ActorFacts, mayMakeIn } from '@zvonok/schema/lessons/rules'
import type { Database } from '@zvonok/sync-server/database'
import { and, asc, eq, inArray } from 'drizzle-orm'

/** What «Новый онлайн-урок» offers for these groups: their pupils by name, and the lessons of the day. @throws {Refused} `core.notFound` */
export async function choicesFor(
  { orm }: Database,
  facts: ActorFacts,
  { groups, date }: { groups: readonly ClassId[]; date: string },
) {
  const known = await orm
    .select({ id: classes.id, schoolId: classes.schoolId })
    .from(classes)
    .where(and(inArray(classes.id, [...groups]), eq(classes.active, true)))
  const allowed = known.length === new Set(groups).size && known.every((each) => mayMakeIn(facts, each).allowed)
  if (!allowed) throw new Refused('core.notFound')
  const pupils = await orm
    .select({ id: people.id, family: people.familyName, given: people.givenName, groupId: classMembers.classId })
    .from(classMembers)
    .innerJoin(people, and(eq(people.id, classMembers.personId), eq(people.active, true)))
    .where(and(inArray(classMembers.classId, [...groups]), eq(classMembers.role, 'pupil')))
  const onDay = await orm
    .select({ id: lessons.id, groupId: lessons.classId, period: lessons.period, startsAt: lessons.startsAt })
    .from(lessons)
    .where(and(inArray(lessons.classId, [...groups]), eq(lessons.date, date)))
    .orderBy(asc(lessons.period))
  const compare = new Intl.Collator('ru').compare
  return {
    pupils: pupils
      .map(({ family, given, ...rest }) => ({ ...rest, name: `${family} ${given}` }))
      .sort((a, b) => compare(a.name, b.name)),
    journalLessons: onDay,
  }
}
