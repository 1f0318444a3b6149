import type { PersonId } from '@zvonok/schema/core/ids'
import type { Diary } from '@zvonok/schema/diary/diary'
import { homework, lessons, marks } from '@zvonok/schema/diary/tables'
import { defaultPolicy } from '@zvonok/schema/journal/person-facts'
import {
  classes,
  classMembers,
  classSubjects,
  guardians,
  people,
  schoolRoles,
  schools,
} from '@zvonok/schema/journal/tables'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { createSession, sessionCookie } from '../account/sessions.ts'
import { Browser, openSchool } from '../testing/school.ts'

/** Tuesday, half past one at night in Moscow: still Monday in Greenwich. */
const nightMs = Date.parse('2026-11-23T22:30:00Z')

async function schoolWithDiary() {
  const school = await openSchool()
  school.clock.nowMs = nightMs
  const { orm } = school.database
  const ids = {
    olga: await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher'),
    marina: await school.addPerson('marina', 'Белая', 'Марина', 'teacher'),
    petya: await school.addPerson('smirnov', 'Смирнов', 'Пётр', 'pupil'),
    anna: await school.addPerson('kuznetsova', 'Кузнецова', 'Анна', 'pupil'),
    irina: await school.addPerson('smirnova', 'Смирнова', 'Ирина', 'guardian'),
    head: await school.addPerson('volkov', 'Волков', 'Сергей', 'head'),
    dima: await school.addPerson('dima', 'Медведев', 'Дима', 'pupil'),
  }
  await orm.update(people).set({ middleName: 'Сергеевна' }).where(eq(people.id, ids.olga))
  await orm
    .insert(schools)
    .values({ id: 'school2', title: 'Школа № 2', timeZone: 'Asia/Vladivostok', policy: defaultPolicy, holidays: [] })
  await orm.update(schoolRoles).set({ schoolId: 'school2' }).where(eq(schoolRoles.personId, ids.dima))
  const group = { schoolId: school.schoolId, active: true } as const
  await orm.insert(classes).values([
    { id: '7b', sourcedId: '7b', title: '7 Б', type: 'homeroom', ...group },
    { id: 'algebra', sourcedId: 'algebra', title: 'Алгебра, 7 Б', subject: 'Алгебра', type: 'scheduled', ...group },
    { id: 'music', sourcedId: 'music', title: 'Музыка, 7 Б', type: 'scheduled', ...group },
  ])
  await orm.insert(classSubjects).values([
    { classId: '7b', subjectClassId: 'algebra', subject: 'Алгебра' },
    { classId: '7b', subjectClassId: 'music', subject: 'Музыка' },
  ])
  const pupils = [ids.petya, ids.anna].flatMap((personId) =>
    ['7b', 'algebra', 'music'].map((classId) => ({ classId, personId, role: 'pupil' as const })),
  )
  await orm.insert(classMembers).values([...pupils, { classId: 'algebra', personId: ids.olga, role: 'teacher' }])
  await orm.insert(guardians).values([
    { guardianId: ids.irina, childId: ids.petya, access: 'full', byOffice: false },
    { guardianId: ids.irina, childId: ids.anna, access: 'noContact', byOffice: true },
  ])
  const lesson = { period: 1, startsAt: '08:30', endsAt: '09:15', topic: 'Степени', room: '207' }
  await orm.insert(lessons).values([
    { id: 'tooEarly', classId: 'algebra', date: '2026-11-16', ...lesson },
    { id: 'first', classId: 'algebra', date: '2026-11-17', ...lesson },
    { id: 'second', classId: 'algebra', date: '2026-11-24', ...lesson },
    { id: 'double', classId: 'algebra', date: '2026-11-24', ...lesson, period: 2 },
    { id: 'last', classId: 'algebra', date: '2026-11-30', ...lesson },
    { id: 'tooLate', classId: 'algebra', date: '2026-12-01', ...lesson },
    { id: 'song', classId: 'music', date: '2026-11-20', ...lesson, period: 6 },
  ])
  await orm.insert(homework).values([
    { lessonId: 'tooEarly', text: '№ 1' },
    { lessonId: 'second', text: '№ 2' },
    { lessonId: 'song', text: 'Послушать арию' },
  ])
  await orm.insert(marks).values([
    { lessonId: 'first', personId: ids.petya, value: '5' },
    { lessonId: 'first', personId: ids.anna, value: '3' },
  ])
  return { school, ids }
}

type Fixture = Awaited<ReturnType<typeof schoolWithDiary>>

async function ask({ school }: Fixture, personId: PersonId, query = ''): Promise<Response> {
  const browser = new Browser(school)
  const { token } = await createSession(school.database, personId, 'a browser', school.clock.nowMs)
  browser.cookies.set(sessionCookie, token)
  return browser.get(`/api/diary${query}`)
}

const read = async (fixture: Fixture, personId: PersonId, query = ''): Promise<Diary> =>
  (await (await ask(fixture, personId, query)).json()) as Diary

test('[DIARY-1] [DIARY-7] a pupil reads the own lessons with the own marks and no one else’s', async () => {
  const fixture = await schoolWithDiary()
  const diary = await read(fixture, fixture.ids.petya)
  expect(diary.owners).toEqual([{ id: fixture.ids.petya, name: 'Смирнов Пётр', kind: 'pupil' }])
  expect(diary.lessons.map(({ id, subject, mark }) => [id, subject, mark])).toEqual([
    ['first', 'Алгебра', '5'],
    ['song', 'Музыка', null],
    ['second', 'Алгебра', null],
    ['double', 'Алгебра', null],
    ['last', 'Алгебра', null],
  ])
  expect(diary.lessons[0]).toMatchObject({
    people: ['Иванова О. С.'],
    room: '207',
    topic: 'Степени',
    startsAt: '08:30',
  })
})

test('[DIARY-5] the two weeks stand around today of the school, not of Greenwich; a range may be asked for', async () => {
  const fixture = await schoolWithDiary()
  const { petya, dima } = fixture.ids
  expect(await read(fixture, petya)).toMatchObject({ from: '2026-11-17', days: 14, timeZone: 'Europe/Moscow' })
  expect(await read(fixture, dima)).toMatchObject({ from: '2026-11-17', timeZone: 'Asia/Vladivostok', lessons: [] })
  const oneDay = await read(fixture, petya, '?from=2026-12-01&days=1')
  expect(oneDay.lessons.map(({ id }) => id)).toEqual(['tooLate'])
  for (const query of ['from=2026-02-30', 'from=today', 'days=0', 'days=32', 'days=1e1', 'child=x', 'person=x'])
    expect([query, (await ask(fixture, petya, `?${query}`)).status]).toEqual([query, 400])
  expect((await new Browser(fixture.school).get('/api/diary')).status).toBe(401)
})

test('[DIARY-5] holidays that touch the days are named', async () => {
  const fixture = await schoolWithDiary()
  const holidays = [
    { from: '2026-10-26', to: '2026-11-01', title: 'Осенние каникулы' },
    { from: '2026-11-30', to: '2026-12-06', title: 'Карантин' },
  ]
  await fixture.school.database.orm.update(schools).set({ holidays })
  expect((await read(fixture, fixture.ids.petya)).holidays.map(({ title }) => title)).toEqual(['Карантин'])
})

test('[DIARY-6] homework is due on the next day of its group, or whenever there is one', async () => {
  const fixture = await schoolWithDiary()
  const { tasks } = await read(fixture, fixture.ids.petya)
  expect(tasks.map(({ lessonId, subject, dueOn }) => [lessonId, subject, dueOn])).toEqual([
    ['tooEarly', 'Алгебра', '2026-11-17'],
    ['song', 'Музыка', null],
    ['second', 'Алгебра', '2026-11-30'],
  ])
})

test('[DIARY-6] homework is due on the day that the teacher named', async () => {
  const fixture = await schoolWithDiary()
  const { orm } = fixture.school.database
  await orm.update(homework).set({ dueOn: '2026-11-27' }).where(eq(homework.lessonId, 'second'))
  await orm.update(homework).set({ dueOn: '2026-11-30' }).where(eq(homework.lessonId, 'tooEarly'))
  const { tasks } = await read(fixture, fixture.ids.petya)
  expect(tasks.map(({ lessonId, dueOn }) => [lessonId, dueOn])).toEqual([
    ['tooEarly', '2026-11-30'],
    ['song', null],
    ['second', '2026-11-27'],
  ])
})

test('[DIARY-2] [DIARY-10] a guardian reads each child’s diary until the office takes the access away', async () => {
  const fixture = await schoolWithDiary()
  const { irina, petya, anna } = fixture.ids
  const first = await read(fixture, irina)
  expect(first.owners.map(({ name, kind }) => [name, kind])).toEqual([
    ['Кузнецова Анна', 'child'],
    ['Смирнов Пётр', 'child'],
  ])
  expect([first.owner, first.lessons[0]?.mark]).toEqual([anna, '3'])
  const second = await read(fixture, irina, `?child=${petya}`)
  expect([second.owner, second.lessons[0]?.mark]).toEqual([petya, '5'])
  const { orm } = fixture.school.database
  await orm.update(guardians).set({ access: 'none' }).where(eq(guardians.childId, anna))
  expect((await ask(fixture, irina, `?child=${anna}`)).status).toBe(404)
  expect((await read(fixture, irina)).owners.map(({ id }) => id)).toEqual([petya])
})

test('[DIARY-3] a teacher sees the own lessons with the class and the homework, and nobody’s marks', async () => {
  const fixture = await schoolWithDiary()
  const { olga, marina } = fixture.ids
  const { owners, lessons: shown, tasks } = await read(fixture, olga)
  expect(owners.map(({ kind }) => kind)).toEqual(['teacher'])
  expect(shown.map(({ id, people: met, mark }) => [id, met, mark])).toEqual(
    ['first', 'second', 'double', 'last'].map((id) => [id, ['7 Б'], null]),
  )
  expect(tasks.map(({ text }) => text)).toEqual(['№ 1', '№ 2'])
  expect((await read(fixture, marina)).lessons).toEqual([])
})

test('[DIARY-4] classmates, staff, the head, another school and who left read nothing, with one answer', async () => {
  const fixture = await schoolWithDiary()
  const { petya, anna, olga, marina, head, dima, irina } = fixture.ids
  const foreign = [
    [anna, petya],
    [olga, petya],
    [marina, petya],
    [head, petya],
    [dima, petya],
    [petya, irina],
    [irina, dima],
    [petya, 'nobody__________'],
  ] as const
  const answers = await Promise.all(
    foreign.map(async ([reader, child]) => {
      const answer = await ask(fixture, reader, `?child=${child}`)
      return [answer.status, await answer.text()]
    }),
  )
  expect(new Set(answers.map((each) => each.join()))).toEqual(new Set(['404,{"code":"core.notFound"}']))
  expect(await read(fixture, head)).toMatchObject({ owners: [], owner: null, lessons: [], tasks: [] })
  await fixture.school.database.orm.update(people).set({ active: false }).where(eq(people.id, petya))
  expect((await ask(fixture, irina, `?child=${petya}`)).status).toBe(404)
  expect((await ask(fixture, petya)).status).toBe(401)
})
