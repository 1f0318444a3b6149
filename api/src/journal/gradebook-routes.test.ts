import { homework, lessons, marks } from '@zvonok/schema/diary/tables'
import { classes, classMembers, classSubjects, guardians } from '@zvonok/schema/journal/tables'
import { expect, test } from 'vitest'
import { body } from '../testing/link.ts'
import { Browser, openSchool, type School } from '../testing/school.ts'

const week = '2026-11-25'

async function schoolWithGradebook() {
  const school = await openSchool()
  const { orm } = school.database
  const [olga, petya, maria, irina, head] = [
    await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher'),
    await school.addPerson('smirnov', 'Смирнов', 'Пётр', 'pupil'),
    await school.addPerson('belova', 'Белова', 'Мария', 'pupil'),
    await school.addPerson('smirnova', 'Смирнова', 'Ирина', 'guardian'),
    await school.addPerson('volkov', 'Волков', 'Сергей', 'head'),
  ]
  await school.addPerson('mallory', 'Чужая', 'Учительница', 'teacher')
  const homeroom = { schoolId: school.schoolId, sourcedId: '7b', title: '7 Б', type: 'homeroom', active: true } as const
  const scheduled = { ...homeroom, type: 'scheduled' } as const
  await orm.insert(classes).values([
    { id: '7b', ...homeroom },
    { id: 'algebra', ...scheduled, sourcedId: 'algebra', title: 'Алгебра, 7 Б' },
    { id: 'physics', ...scheduled, sourcedId: 'physics', title: 'Физика, 7 Б' },
  ])
  await orm.insert(classSubjects).values([
    { classId: '7b', subjectClassId: 'algebra', subject: 'Алгебра' },
    { classId: '7b', subjectClassId: 'physics', subject: 'Физика' },
  ])
  await orm
    .insert(classMembers)
    .values([
      { classId: 'algebra', personId: olga, role: 'teacher' },
      ...['7b', 'algebra', 'physics'].flatMap((classId) =>
        [petya, maria].map((personId) => ({ classId, personId, role: 'pupil' as const })),
      ),
    ])
  await orm.insert(guardians).values({ guardianId: irina, childId: petya, access: 'full', byOffice: false })
  const lesson = { classId: 'algebra', period: 1, startsAt: '08:30', endsAt: '09:15', topic: 'Степени' }
  await orm.insert(lessons).values([
    { id: 'monday', date: '2026-11-23', ...lesson },
    { id: 'nextMonday', date: '2026-11-30', ...lesson },
  ])
  await orm.insert(homework).values({ lessonId: 'monday', text: '№ 5' })
  await orm.insert(marks).values([
    { lessonId: 'monday', personId: petya, value: '5' },
    { lessonId: 'monday', personId: maria, value: '4' },
  ])
  const read = async (login: string, subject = 'algebra') => {
    const browser = new Browser(school)
    await browser.signIn(login)
    return browser.get(`/api/journal/gradebook?class=7b&subject=${subject}&week=${week}`)
  }
  const subjectsOf = async (login: string) => {
    const browser = new Browser(school)
    await browser.signIn(login)
    const { classes: found } = (await body(await browser.get('/api/journal/classes'))) as {
      classes: { title: string; subjects: { subject: string }[] }[]
    }
    return found.map(({ title, subjects }) => `${title}: ${subjects.map(({ subject }) => subject)}`)
  }
  return { school, read, subjectsOf, ids: { olga, petya, maria, irina, head } }
}

test('[DOOR-9] a teacher sees the own subject of the class, the head all, a stranger nothing', async () => {
  const { read, subjectsOf } = await schoolWithGradebook()
  expect(await subjectsOf('ivanova')).toEqual(['7 Б: Алгебра'])
  expect(await subjectsOf('volkov')).toEqual(['7 Б: Алгебра,Физика'])
  expect(await subjectsOf('mallory')).toEqual([])
  expect((await read('mallory')).status).toBe(404)
  expect((await read('ivanova', 'physics')).status).toBe(404)
  const page = (await body(await read('ivanova'))) as { lessons: object[]; pupils: { name: string; marks: object }[] }
  expect(page.lessons).toMatchObject([{ id: 'monday', topic: 'Степени', homework: '№ 5' }])
  expect(page.pupils.map(({ name, marks }) => [name, marks])).toEqual([
    ['Белова Мария', { monday: '4' }],
    ['Смирнов Пётр', { monday: '5' }],
  ])
})

test('[DOOR-9] a pupil sees the own row, a guardian the child’s, and none when the office says so', async () => {
  const { school, read, subjectsOf } = await schoolWithGradebook()
  const namesFor = async (login: string) =>
    ((await body(await read(login))) as { pupils?: { name: string }[] }).pupils?.map(({ name }) => name)
  expect(await namesFor('belova')).toEqual(['Белова Мария'])
  expect(await namesFor('smirnova')).toEqual(['Смирнов Пётр'])
  await school.database.orm.update(guardians).set({ access: 'none', byOffice: true })
  expect(await namesFor('smirnova')).toBeUndefined()
  expect(await subjectsOf('smirnova')).toEqual([])
})

test('[DOOR-9] the gradebook needs the journal’s session and a day', async () => {
  const { school } = await schoolWithGradebook()
  expect((await new Browser(school).get('/api/journal/classes')).status).toBe(401)
  const head = new Browser(school)
  await head.signIn('volkov')
  for (const day of ['yesterday', '2026-99-99', ''])
    expect((await head.get(`/api/journal/gradebook?class=7b&subject=algebra&week=${day}`)).status).toBe(400)
})

test('[DOOR-11] the journal opens with the class that one leads and a subject of one’s own', async () => {
  const { school } = await schoolWithGradebook()
  const { orm } = school.database
  const teacher = await school.addPerson('petrov', 'Петров', 'Виктор', 'teacher')
  const seven = { schoolId: school.schoolId, active: true } as const
  await orm.insert(classes).values([
    { id: '7a', sourcedId: '7a', title: '7 А', type: 'homeroom', ...seven },
    { id: 'physics-a', sourcedId: 'physics-a', title: 'Физика, 7 А', type: 'scheduled', ...seven },
  ])
  await orm.insert(classSubjects).values({ classId: '7a', subjectClassId: 'physics-a', subject: 'Физика' })
  await orm.insert(classMembers).values([
    { classId: '7b', personId: teacher, role: 'classTeacher' },
    { classId: 'physics', personId: teacher, role: 'teacher' },
    { classId: 'physics-a', personId: teacher, role: 'teacher' },
  ])
  const browser = new Browser(school)
  await browser.signIn('petrov')
  const { classes: shown } = (await body(await browser.get('/api/journal/classes'))) as {
    classes: { title: string; subjects: { subject: string }[] }[]
  }
  expect(shown.map(({ title, subjects }) => [title, subjects.map(({ subject }) => subject)])).toEqual([
    ['7 Б', ['Физика', 'Алгебра']],
    ['7 А', ['Физика']],
  ])
})

const signedIn = async (school: School, login: string): Promise<Browser> => {
  const browser = new Browser(school)
  await browser.signIn(login)
  return browser
}
const enterBy = (browser: Browser, what: 'mark' | 'homework', entry: object) =>
  browser.post(`/api/journal/gradebook/${what}`, entry)

test('[DIARY-12] [DOOR-13] the teacher of the subject enters, changes and takes away a mark; whose diary it is hears of it', async () => {
  const { school, read, ids } = await schoolWithGradebook()
  const olga = await signedIn(school, 'ivanova')
  const enter = async (value: string | null) => {
    expect((await enterBy(olga, 'mark', { lesson: 'nextMonday', pupil: ids.petya, value })).status).toBe(200)
    return (await school.database.orm.select().from(marks)).filter(({ lessonId }) => lessonId === 'nextMonday')
  }
  const mark = { lessonId: 'nextMonday', personId: ids.petya }
  expect(await enter('5')).toEqual([{ ...mark, value: '5' }])
  expect(await enter('н')).toEqual([{ ...mark, value: 'н' }])
  expect(await enter(null)).toEqual([])
  expect(await enter(null)).toEqual([])
  expect(school.news).toEqual(Array(4).fill({ people: [ids.petya, ids.irina], of: 'diary' }))
  expect((await body(await read('ivanova'))).editable).toBe(true)
  for (const value of ['6', '', 'H', 5, undefined])
    expect((await enterBy(olga, 'mark', { lesson: 'monday', pupil: ids.petya, value })).status).toBe(400)
})

test('[DIARY-12] [DOOR-13] homework with its day, changed and taken away; the whole group hears of it', async () => {
  const { school, read, ids } = await schoolWithGradebook()
  const olga = await signedIn(school, 'ivanova')
  const enter = (text: string, dueOn: string | null) => enterBy(olga, 'homework', { lesson: 'monday', text, dueOn })
  expect((await enter(' № 7, 8 ', '2026-11-27')).status).toBe(200)
  expect(((await body(await read('ivanova'))) as { lessons: object[] }).lessons).toMatchObject([
    { homework: '№ 7, 8', dueOn: '2026-11-27' },
  ])
  expect(school.news).toEqual([{ people: expect.any(Array), of: 'diary' }])
  expect(new Set(school.news[0]?.people)).toEqual(new Set([ids.petya, ids.maria, ids.irina, ids.olga]))
  for (const dueOn of ['2026-11-23', '2026-11-22', '2026-02-30', ''])
    expect([dueOn, (await enter('№ 9', dueOn)).status]).toEqual([dueOn, 400])
  expect((await enter('x'.repeat(2001), null)).status).toBe(400)
  expect((await enter('', null)).status).toBe(200)
  expect(await school.database.orm.select().from(homework)).toEqual([])
})

test('[DIARY-12] nobody else enters anything: head, pupil, guardian, another teacher, a guest', async () => {
  const { school, read, ids } = await schoolWithGradebook()
  const before = await school.database.orm.select().from(marks)
  const mark = { lesson: 'monday', pupil: ids.petya, value: '5' }
  for (const login of ['volkov', 'smirnov', 'smirnova', 'mallory']) {
    const browser = await signedIn(school, login)
    expect([login, (await enterBy(browser, 'mark', mark)).status]).toEqual([login, 404])
    expect((await enterBy(browser, 'homework', { lesson: 'monday', text: 'x', dueOn: null })).status).toBe(404)
  }
  expect((await body(await read('volkov'))).editable).toBe(false)
  expect((await enterBy(new Browser(school), 'mark', mark)).status).toBe(401)
  const olga = await signedIn(school, 'ivanova')
  for (const wrong of [{ lesson: 'nothing' }, { pupil: ids.irina }, { pupil: 'nobody__________' }])
    expect((await enterBy(olga, 'mark', { ...mark, ...wrong })).status).toBe(404)
  expect(await school.database.orm.select().from(marks)).toEqual(before)
  expect(school.news).toEqual([])
})
