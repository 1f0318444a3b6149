import type { ClassId, PersonId } from '@zvonok/schema/core/ids'
import { addDays } from '@zvonok/schema/diary/days'
import { homework, lessons, marks } from '@zvonok/schema/diary/tables'
import { classMembers, people } from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, asc, between, eq, inArray } from 'drizzle-orm'
import type { Rows } from './readable-subjects.ts'

export interface Gradebook {
  readonly lessons: readonly {
    readonly id: string
    readonly date: string
    readonly period: number
    readonly startsAt: string
    readonly topic: string
    readonly homework: string
    /** The day that the teacher named for the homework. */
    readonly dueOn: string | null
  }[]
  readonly pupils: readonly {
    readonly id: PersonId
    readonly name: string
    /** Lesson → mark. */
    readonly marks: Readonly<Record<string, string>>
  }[]
}

/** The lessons of a subject in the week that begins on `monday` (`YYYY-MM-DD`), the pupils of the class in it, and their marks. */
export async function readGradebook(
  database: Database,
  { classId, subjectId, rows, monday }: { classId: ClassId; subjectId: ClassId; rows: Rows; monday: string },
): Promise<Gradebook> {
  const { orm } = database
  const shown = await orm
    .select({
      id: lessons.id,
      date: lessons.date,
      period: lessons.period,
      startsAt: lessons.startsAt,
      topic: lessons.topic,
      homework: homework.text,
      dueOn: homework.dueOn,
    })
    .from(lessons)
    .leftJoin(homework, eq(homework.lessonId, lessons.id))
    .where(and(eq(lessons.classId, subjectId), between(lessons.date, monday, addDays(monday, 6))))
    .orderBy(asc(lessons.date), asc(lessons.period))
  const pupils = (await pupilsOf(database, classId, subjectId)).filter(({ id }) => rows === 'all' || rows.has(id))
  const inWeek = shown.map(({ id }) => id)
  const given = await orm.select().from(marks).where(inArray(marks.lessonId, inWeek))
  return {
    lessons: shown.map((lesson) => ({ ...lesson, homework: lesson.homework ?? '' })),
    pupils: pupils.map(({ id, family, given: name }) => ({
      id,
      name: `${family} ${name}`,
      marks: Object.fromEntries(
        given.filter(({ personId }) => personId === id).map(({ lessonId, value }) => [lessonId, value]),
      ),
    })),
  }
}

/** Pupils of a class who learn the subject in this group, by name. */
async function pupilsOf({ orm }: Database, classId: ClassId, subjectId: ClassId) {
  const inSubject = orm
    .select({ id: classMembers.personId })
    .from(classMembers)
    .where(and(eq(classMembers.classId, subjectId), eq(classMembers.role, 'pupil')))
  const found = await orm
    .select({ id: people.id, family: people.familyName, given: people.givenName })
    .from(classMembers)
    .innerJoin(people, and(eq(people.id, classMembers.personId), eq(people.active, true)))
    .where(
      and(eq(classMembers.classId, classId), eq(classMembers.role, 'pupil'), inArray(classMembers.personId, inSubject)),
    )
  const compare = new Intl.Collator('ru').compare
  return found.sort((a, b) => compare(`${a.family} ${a.given}`, `${b.family} ${b.given}`))
}
