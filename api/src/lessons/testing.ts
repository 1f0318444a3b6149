import { newId } from '@zvonok/schema/core/ids'
import { lessons } from '@zvonok/schema/diary/tables'
import { classes, classMembers, classSubjects, guardians } from '@zvonok/schema/journal/tables'
import type { NewLesson } from '@zvonok/schema/lessons/lesson'
import { attachSync } from '@zvonok/sync-server/attach'
import type { Database } from '@zvonok/sync-server/database'
import { onTestFinished } from 'vitest'
import { Browser, openSchool } from '../testing/school.ts'
import { callsOfLessons } from './calls-of-lessons.ts'
import { LessonNews } from './lesson-news.ts'

export const today = '2026-11-24'
/** Tuesday, 09:00 in Moscow. */
export const morningMs = Date.parse('2026-11-24T06:00:00Z')
export const [algebra, physics, geometry7a] = ['algebra', 'physics', 'geometry7a'].map((id) => id.padEnd(16, '_')) as [
  string,
  string,
  string,
]
const [class7b, class7a] = ['7b', '7a'].map((id) => id.padEnd(16, '_')) as [string, string]

/** A school with two classes, its real routes, its real calls (without a media server), and people signed in to the journal. */
export async function schoolWithLessons() {
  const news = new LessonNews()
  const clock = { nowMs: morningMs }
  let sync: Awaited<ReturnType<typeof attachSync>> | undefined
  const begin = async (database: Database) => {
    sync = await attachSync({
      database,
      authenticate: async () => undefined,
      allowedOrigin: () => false,
      limits: 'off',
      log: () => {},
      clock: () => clock.nowMs,
    })
    return { lessonCalls: callsOfLessons(sync.calls), lessonNews: news, nowMs: () => clock.nowMs }
  }
  const school = await openSchool({}, begin)
  onTestFinished(async () => {
    news.close()
    await sync?.close()
    school.database.close()
  })
  const people = {
    olga: await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher'),
    viktor: await school.addPerson('petrov', 'Петров', 'Виктор', 'teacher'),
    marina: await school.addPerson('marina', 'Маринина', 'Марина', 'teacher'),
    petya: await school.addPerson('smirnov', 'Смирнов', 'Пётр', 'pupil'),
    maria: await school.addPerson('belova', 'Белова', 'Мария', 'pupil'),
    artyom: await school.addPerson('zaitsev', 'Зайцев', 'Артём', 'pupil'),
    irina: await school.addPerson('smirnova', 'Смирнова', 'Ирина', 'guardian'),
    head: await school.addPerson('volkov', 'Волков', 'Сергей', 'head'),
  }
  const { orm } = school.database
  const row = { schoolId: school.schoolId, active: true } as const
  await orm.insert(classes).values([
    { id: class7b, sourcedId: '7b', title: '7 Б', type: 'homeroom', ...row },
    { id: class7a, sourcedId: '7a', title: '7 А', type: 'homeroom', ...row },
    { id: algebra, sourcedId: 'algebra', title: 'Алгебра, 7 Б', type: 'scheduled', ...row },
    { id: physics, sourcedId: 'physics', title: 'Физика, 7 Б', type: 'scheduled', ...row },
    { id: geometry7a, sourcedId: 'g7a', title: 'Геометрия, 7 А', type: 'scheduled', ...row },
  ])
  await orm.insert(classSubjects).values([
    { classId: class7b, subjectClassId: algebra, subject: 'Алгебра' },
    { classId: class7b, subjectClassId: physics, subject: 'Физика' },
    { classId: class7a, subjectClassId: geometry7a, subject: 'Геометрия' },
  ])
  const pupils = (classIds: string[], ids: string[]) =>
    classIds.flatMap((classId) => ids.map((personId) => ({ classId, personId, role: 'pupil' as const })))
  await orm
    .insert(classMembers)
    .values([
      ...pupils([class7b, algebra, physics], [people.petya, people.maria]),
      ...pupils([class7a, geometry7a], [people.artyom]),
      { classId: algebra, personId: people.olga, role: 'teacher' },
      { classId: geometry7a, personId: people.olga, role: 'teacher' },
      { classId: physics, personId: people.viktor, role: 'teacher' },
    ])
  await orm
    .insert(guardians)
    .values({ guardianId: people.irina, childId: people.petya, access: 'full', byOffice: false })
  await orm.insert(lessons).values({
    ...{ id: 'monday', classId: algebra, date: today, period: 1, startsAt: '08:30', endsAt: '09:15', topic: 'Степени' },
  })
  const logins = {
    ...{ olga: 'ivanova', viktor: 'petrov', marina: 'marina', petya: 'smirnov', maria: 'belova', artyom: 'zaitsev' },
    ...{ irina: 'smirnova', head: 'volkov' },
  }
  const as = async (name: keyof typeof people) => {
    const browser = new Browser(school)
    await browser.signIn(logins[name])
    return browser
  }
  const newLesson = (change: Partial<NewLesson> = {}): NewLesson => ({
    ...{ id: newId(), groups: [algebra], date: today, platform: 'sferum', teachers: [] },
    pupils: [people.petya, people.maria],
    ...change,
  })
  return { class7b, school, people, news, clock, as, newLesson }
}
