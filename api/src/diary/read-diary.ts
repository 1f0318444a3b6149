import type { ClassId, PersonId } from '@zvonok/schema/core/ids'
import { addDays, dateIn } from '@zvonok/schema/diary/days'
import type { Diary, DiaryLesson, DiaryOwner, DiaryQuery, DiaryTask } from '@zvonok/schema/diary/diary'
import { daysBefore } from '@zvonok/schema/diary/diary'
import { homework, lessons, marks } from '@zvonok/schema/diary/tables'
import { schoolRoles, schools } from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, asc, between, eq, gte, inArray, or, sql } from 'drizzle-orm'
import { type Group, groupsOf } from './groups.ts'

/** The first and the last day, inclusive. */
interface Span {
  readonly from: string
  readonly to: string
}

/** Homework waits for the next lesson of its group, over holidays too. */
const longestWaitDays = 60

/** DIARY-5. What one answer says of a diary, without the list of those that one may read. */
export async function readDiary(
  database: Database,
  owner: DiaryOwner,
  query: Pick<DiaryQuery, 'from' | 'days'>,
  nowMs: number,
): Promise<Omit<Diary, 'owners'>> {
  const role = owner.kind === 'teacher' ? 'teacher' : 'pupil'
  const { timeZone, holidays } = await schoolOf(database, owner.id, role)
  const from = query.from ?? addDays(dateIn(timeZone, nowMs), -daysBefore)
  const span = { from, to: addDays(from, query.days - 1) }
  const groups = await groupsOf(database, owner.id, role)
  return {
    owner: owner.id,
    timeZone,
    from,
    days: query.days,
    lessons: await lessonsOf(database, groups, span, role === 'pupil' ? owner.id : undefined),
    tasks: await tasksOf(database, groups, span),
    holidays: holidays.filter((each) => each.from <= span.to && each.to >= span.from),
  }
}

async function schoolOf({ orm }: Database, personId: PersonId, role: 'pupil' | 'teacher') {
  const [school] = await orm
    .select({ timeZone: schools.timeZone, holidays: schools.holidays })
    .from(schoolRoles)
    .innerJoin(schools, eq(schools.id, schoolRoles.schoolId))
    .where(and(eq(schoolRoles.personId, personId), eq(schoolRoles.role, role)))
    .orderBy(asc(schools.title))
  return school ?? { timeZone: 'UTC', holidays: [] }
}

/** DIARY-7. Marks only of the one pupil. */
async function lessonsOf(
  { orm }: Database,
  groups: ReadonlyMap<ClassId, Group>,
  { from, to }: Span,
  pupil: PersonId | undefined,
): Promise<DiaryLesson[]> {
  const rows = await orm
    .select({ lesson: lessons, mark: marks.value })
    .from(lessons)
    .leftJoin(marks, and(eq(marks.lessonId, lessons.id), eq(marks.personId, pupil ?? '')))
    .where(and(inArray(lessons.classId, [...groups.keys()]), between(lessons.date, from, to)))
    .orderBy(asc(lessons.date), asc(lessons.period), asc(lessons.startsAt))
  return rows.map(({ lesson: { classId: groupId, ...lesson }, mark }) => ({
    ...lesson,
    groupId,
    subject: groups.get(groupId)?.subject ?? '',
    people: groups.get(groupId)?.people ?? [],
    mark,
  }))
}

/** DIARY-6. What was given or is due in these days. */
async function tasksOf({ orm }: Database, groups: ReadonlyMap<ClassId, Group>, { from, to }: Span) {
  const dueOn = sql<string | null>`coalesce(${homework.dueOn}, (
    SELECT min(later.date) FROM lessons AS later WHERE later.class_id = ${lessons.classId} AND later.date > ${lessons.date}
  ))`
  const rows = await orm
    .select({ lessonId: lessons.id, groupId: lessons.classId, text: homework.text, givenOn: lessons.date, dueOn })
    .from(homework)
    .innerJoin(lessons, eq(lessons.id, homework.lessonId))
    .where(
      and(
        inArray(lessons.classId, [...groups.keys()]),
        between(lessons.date, addDays(from, -longestWaitDays), to),
        or(gte(lessons.date, from), gte(dueOn, from)),
      ),
    )
    .orderBy(asc(lessons.date), asc(lessons.period))
  return rows.map((row): DiaryTask => ({ ...row, subject: groups.get(row.groupId)?.subject ?? '' }))
}
