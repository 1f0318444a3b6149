import { createHash } from 'node:crypto'
import { addDays, dateIn, momentIn, mondayOf } from '@zvonok/schema/diary/days'
import type { Database } from '@zvonok/sync-server/database'
import { demoPeriods, demoSubjects, demoWeek } from './demo-lessons.ts'

interface Group {
  readonly classTitle: string
  /** 0 for the first class of a school, 1 for the second. */
  readonly shift: number
  readonly groupId: string
  readonly subject: string
  readonly zone: string
  readonly pupils: readonly string[]
}

/** Timetable of last week, this week and the next; homework and marks of the lessons that are over. The same again changes nothing. */
export async function fillGradebook(database: Database, nowMs: number): Promise<void> {
  const lessons: unknown[][] = []
  const homework: unknown[][] = []
  const marks: unknown[][] = []
  for (const group of await readGroups(database)) {
    const monday = mondayOf(dateIn(group.zone, nowMs))
    for (const [number, { date, period }] of lessonTimes(group, addDays(monday, -7)).entries()) {
      const [startsAt, endsAt] = demoPeriods[period] ?? ['', '']
      const {
        topics,
        homework: tasks,
        room,
      } = demoSubjects[group.subject] ?? { topics: [''], homework: [''], room: '' }
      const id = idOf(group.groupId, date, String(period))
      lessons.push([id, group.groupId, date, period + 1, startsAt, endsAt, topics[number % topics.length], room])
      if (momentIn(group.zone, date, endsAt) > nowMs) continue
      homework.push([id, tasks[number % tasks.length]])
      for (const pupil of group.pupils) {
        const mark = markOf(id, pupil)
        if (mark) marks.push([id, pupil, mark])
      }
    }
  }
  const insert = (table: string, columns: number) =>
    `INSERT OR IGNORE INTO ${table} SELECT ${Array.from({ length: columns }, (_, at) => `value ->> ${at}`).join(', ')} FROM json_each(?)`
  await database.client.batch(
    [
      {
        sql: insert('lessons (id, class_id, date, period, starts_at, ends_at, topic, room)', 8),
        args: [JSON.stringify(lessons)],
      },
      { sql: insert('homework (lesson_id, text)', 2), args: [JSON.stringify(homework)] },
      { sql: insert('marks (lesson_id, person_id, value)', 3), args: [JSON.stringify(marks)] },
    ],
    'write',
  )
}

const weeks = 3

function lessonTimes({ subject, shift }: Group, monday: string): { date: string; period: number }[] {
  return Array.from({ length: weeks * 7 }, (_, at) => at).flatMap((at) => {
    const day = demoWeek[at % 7] ?? []
    const turned = shift === 0 ? day : [...day.slice(day.length / 2), ...day.slice(0, day.length / 2)]
    const period = turned.indexOf(subject)
    return period < 0 ? [] : [{ date: addDays(monday, at), period }]
  })
}

async function readGroups({ client }: Database): Promise<Group[]> {
  const { rows } = await client.execute(
    `SELECT h.title, dense_rank() OVER (PARTITION BY h.school_id ORDER BY h.title DESC) - 1 AS shift,
            s.subject_class_id AS group_id, s.subject, school.time_zone AS zone,
            (SELECT json_group_array(m.person_id) FROM class_members m
             WHERE m.class_id = s.subject_class_id AND m.role = 'pupil') AS pupils
     FROM class_subjects s JOIN classes h ON h.id = s.class_id AND h.active = 1
     JOIN schools school ON school.id = h.school_id ORDER BY s.subject_class_id`,
  )
  return rows.map((row) => ({
    classTitle: String(row.title),
    shift: Number(row.shift),
    groupId: String(row.group_id),
    subject: String(row.subject),
    zone: String(row.zone),
    pupils: JSON.parse(String(row.pupils)) as string[],
  }))
}

const idOf = (...parts: string[]): string =>
  createHash('sha256').update(parts.join(' ')).digest('base64url').slice(0, 16)

/** About one pupil in four has a mark in a lesson, most are good; a few were absent. */
function markOf(lessonId: string, pupilId: string): string | undefined {
  const dice = createHash('sha256').update(`${lessonId} ${pupilId}`).digest().readUInt16BE(0) % 100
  if (dice < 9) return '5'
  if (dice < 19) return '4'
  if (dice < 25) return '3'
  if (dice < 26) return '2'
  return dice < 29 ? 'н' : undefined
}
