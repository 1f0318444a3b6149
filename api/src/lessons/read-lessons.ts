import type { ClassId, PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import type { OnlineLesson } from '@zvonok/schema/lessons/lesson'
import { type ActorFacts, rightIn } from '@zvonok/schema/lessons/rules'
import { onlineLessonGroups, onlineLessonPeople, onlineLessons } from '@zvonok/schema/lessons/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, between, desc, eq, inArray, isNull, or, type SQL } from 'drizzle-orm'

const maxLessons = 200

/** The lesson, deleted ones too. */
export async function findLesson(database: Database, id: string): Promise<OnlineLesson | undefined> {
  return (await lessonsWhere(database, eq(onlineLessons.id, id)))[0]
}

/** LESSONS-8. The lesson, when the actor may know of it. @throws {Refused} `core.notFound` */
export async function knownLesson(database: Database, facts: ActorFacts, id: string): Promise<OnlineLesson> {
  const lesson = await findLesson(database, id)
  if (!lesson || !rightIn(facts, lesson)) throw new Refused('core.notFound')
  return lesson
}

export interface LessonsQuery {
  /** Inclusive, `YYYY-MM-DD`. */
  readonly from: string
  readonly to: string
  /** A subject group; without it those in which the actor or an own child has a part. */
  readonly groupId?: ClassId | undefined
}

/** Living lessons of which the actor may know, the newest day first. */
export async function lessonsFor(database: Database, facts: ActorFacts, query: LessonsQuery): Promise<OnlineLesson[]> {
  const { orm } = database
  const mine = query.groupId
    ? inArray(
        onlineLessons.id,
        orm
          .select({ id: onlineLessonGroups.lessonId })
          .from(onlineLessonGroups)
          .where(eq(onlineLessonGroups.classId, query.groupId)),
      )
    : or(
        inArray(
          onlineLessons.id,
          orm
            .select({ id: onlineLessonPeople.lessonId })
            .from(onlineLessonPeople)
            .where(inArray(onlineLessonPeople.personId, [facts.actor.id, ...facts.actor.children.keys()])),
        ),
        inArray(
          onlineLessons.journalLessonId,
          facts.substitutions.map(({ journalLessonId }) => journalLessonId),
        ),
      )
  const days = between(onlineLessons.date, query.from, query.to)
  const found = await lessonsWhere(database, and(mine, days, isNull(onlineLessons.deletedAtMs)))
  return found.filter((lesson) => rightIn(facts, lesson) !== undefined)
}

/** Newest day first. */
export async function lessonsWhere({ orm }: Database, where: SQL | undefined): Promise<OnlineLesson[]> {
  const rows = await orm
    .select()
    .from(onlineLessons)
    .where(where)
    .orderBy(desc(onlineLessons.date), desc(onlineLessons.createdAtMs))
    .limit(maxLessons)
  const ids = rows.map(({ id }) => id)
  const [groups, people] = await Promise.all([
    orm.select().from(onlineLessonGroups).where(inArray(onlineLessonGroups.lessonId, ids)),
    orm.select().from(onlineLessonPeople).where(inArray(onlineLessonPeople.lessonId, ids)),
  ])
  return rows.map((row) => {
    const with_ = (role: 'teacher' | 'pupil'): Set<PersonId> =>
      new Set(people.filter((each) => each.lessonId === row.id && each.role === role).map(({ personId }) => personId))
    return {
      ...row,
      groups: groups.filter(({ lessonId }) => lessonId === row.id).map(({ classId }) => classId),
      teachers: with_('teacher'),
      pupils: with_('pupil'),
    }
  })
}
