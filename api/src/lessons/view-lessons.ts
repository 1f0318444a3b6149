import type { PersonId } from '@zvonok/schema/core/ids'
import { classes, classSubjects, people } from '@zvonok/schema/journal/tables'
import type { LessonView, OnlineLesson } from '@zvonok/schema/lessons/lesson'
import { type ActorFacts, mayJoin, ownChildren, rightIn } from '@zvonok/schema/lessons/rules'
import { substitutes } from '@zvonok/schema/lessons/tables'
import type { Database } from '@zvonok/sync-server/database'
import { asc, inArray } from 'drizzle-orm'

/** Lessons as this person may see them. */
export async function viewLessons(
  database: Database,
  facts: ActorFacts,
  lessons: readonly OnlineLesson[],
): Promise<LessonView[]> {
  const named = await substitutesIn(
    database,
    lessons.flatMap(({ journalLessonId }) => journalLessonId ?? []),
  )
  const names = await namesOf(
    database,
    lessons.flatMap(({ teachers }) => [...teachers]).concat([...named.values()].flat()),
  )
  const withName = (ids: Iterable<PersonId>) => [...ids].map((id) => ({ id, name: names.get(id) ?? '' }))
  const titles = await classTitles(
    database,
    lessons.flatMap(({ groups }) => groups),
  )
  return lessons.flatMap((lesson) => {
    const right = rightIn(facts, lesson)
    if (!right) return []
    const { id, title, date, journalLessonId, groups, state, callId, pupils, teachers } = lesson
    return {
      ...{ id, title, date, journalLessonId, groups, state, right },
      classes: [...new Set(groups.flatMap((group) => titles.get(group) ?? []))],
      callId: mayJoin(facts, lesson).allowed ? callId : null,
      teachers: withName(teachers),
      substitutes: withName(named.get(journalLessonId ?? '') ?? []),
      pupilsOfReader: right === 'join' ? [facts.actor.id] : right === 'see' ? ownChildren(facts.actor, lesson) : [],
      pupilCount: pupils.size,
    }
  })
}

/** Journal's lesson → who was named for it. */
async function substitutesIn({ orm }: Database, journalLessonIds: readonly string[]): Promise<Map<string, PersonId[]>> {
  const rows = await orm
    .select()
    .from(substitutes)
    .where(inArray(substitutes.journalLessonId, [...journalLessonIds]))
    .orderBy(asc(substitutes.namedAtMs))
  const found = new Map<string, PersonId[]>()
  for (const { journalLessonId, personId } of rows)
    found.set(journalLessonId, [...(found.get(journalLessonId) ?? []), personId])
  return found
}

/** «Иванова Ольга Сергеевна». */
export async function namesOf({ orm }: Database, ids: readonly PersonId[]): Promise<Map<PersonId, string>> {
  const rows = await orm
    .select({ id: people.id, family: people.familyName, given: people.givenName, middle: people.middleName })
    .from(people)
    .where(inArray(people.id, [...new Set(ids)]))
  return new Map(rows.map(({ id, family, given, middle }) => [id, [family, given, middle].filter(Boolean).join(' ')]))
}

/** Group → titles of the classes that learn in it; a class stands for itself. */
export async function classTitles({ orm }: Database, groups: readonly string[]): Promise<Map<string, string[]>> {
  const wanted = [...new Set(groups)]
  const pairs = await orm.select().from(classSubjects).where(inArray(classSubjects.subjectClassId, wanted))
  const ids = new Set([...wanted, ...pairs.map(({ classId }) => classId)])
  const rows = await orm
    .select({ id: classes.id, title: classes.title, type: classes.type })
    .from(classes)
    .where(inArray(classes.id, [...ids]))
  const homerooms = new Map(rows.filter(({ type }) => type === 'homeroom').map(({ id, title }) => [id, title]))
  return new Map(
    wanted.map((group) => {
      const of = [group, ...pairs.filter((each) => each.subjectClassId === group).map(({ classId }) => classId)]
      return [
        group,
        of.flatMap((id) => homerooms.get(id) ?? []).sort(new Intl.Collator('ru', { numeric: true }).compare),
      ]
    }),
  )
}
