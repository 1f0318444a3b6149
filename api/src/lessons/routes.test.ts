import { newId } from '@zvonok/schema/core/ids'
import { classMembers } from '@zvonok/schema/journal/tables'
import type { LessonStaff, LessonView } from '@zvonok/schema/lessons/lesson'
import { onlineLessons } from '@zvonok/schema/lessons/tables'
import { expect, test } from 'vitest'
import { body } from '../testing/link.ts'
import type { Browser } from '../testing/school.ts'
import { algebra, geometry7a, physics, schoolWithLessons } from './testing.ts'

const at = '/api/journal/lessons'
const said = async (answer: Response) => [answer.status, (await body(answer)) as Record<string, unknown>] as const
const code = async (answer: Promise<Response>) => (await said(await answer))[1].code ?? 'yes'
const make = async (browser: Browser, lesson: object) =>
  ((await body(await browser.post(at, lesson))) as { lesson: LessonView }).lesson
const listed = async (browser: Browser, query = '') =>
  ((await body(await browser.get(`${at}${query}`))) as { lessons: LessonView[] }).lessons

test('[LESSONS-5] a lesson is made, stands in the list as a draft, and belongs to the lesson of the timetable', async () => {
  const { as, newLesson } = await schoolWithLessons()
  const olga = await as('olga')
  const choices = (await body(await olga.get(`${at}/choices?groups=${algebra}&date=2026-11-24`))) as object
  expect(choices).toMatchObject({
    pupils: [{ name: 'Белова Мария' }, { name: 'Смирнов Пётр' }],
    journalLessons: [{ id: 'monday' }],
  })
  const lesson = await make(olga, newLesson())
  expect(lesson).toMatchObject({
    title: 'Алгебра',
    state: 'draft',
    journalLessonId: 'monday',
    classes: ['7 Б'],
    right: 'lead',
  })
  expect((await listed(olga, `?group=${algebra}`)).map(({ id }) => id)).toEqual([lesson.id])
})

test('[LESSONS-1] pupils of several own classes; a foreign class, pupil or colleague does not exist', async () => {
  const { as, newLesson, people } = await schoolWithLessons()
  const [olga, viktor, petya] = [await as('olga'), await as('viktor'), await as('petya')]
  const both = newLesson({ groups: [algebra, geometry7a], pupils: [people.petya, people.artyom], title: 'Олимпиада' })
  expect(await make(olga, both)).toMatchObject({ classes: ['7 Б', '7 А'], journalLessonId: null })
  expect(await code(olga.post(at, newLesson({ groups: [physics] })))).toBe('core.notFound')
  expect(await code(olga.post(at, newLesson({ pupils: [people.artyom] })))).toBe('core.notFound')
  expect(await code(olga.post(at, newLesson({ teachers: [people.petya] })))).toBe('core.notFound')
  expect(await code(viktor.post(at, newLesson()))).toBe('core.notFound')
  expect(await code(petya.post(at, newLesson()))).toBe('core.notFound')
})

test('[LESSONS-5] a past day, a wrong day and unknown fields are refused; a Sunday is a day', async () => {
  const { as, newLesson } = await schoolWithLessons()
  const olga = await as('olga')
  expect(await code(olga.post(at, newLesson({ date: '2026-11-23' })))).toBe('lessons.pastDay')
  expect(await code(olga.post(at, newLesson({ date: '2026-02-30' })))).toBe('core.badInput')
  expect(await code(olga.post(at, { ...newLesson(), state: 'published' }))).toBe('core.badInput')
  expect(await code(olga.post(at, newLesson({ pupils: [] })))).toBe('core.badInput')
  expect(await code(olga.post(at, newLesson({ date: '2026-11-29' })))).toBe('yes')
})

test('[LESSONS-4] the same id makes one lesson; somebody else’s id makes none', async () => {
  const { as, newLesson, school } = await schoolWithLessons()
  const [olga, head] = [await as('olga'), await as('head')]
  const wanted = newLesson()
  const [first, second] = [await make(olga, wanted), await make(olga, { ...wanted, title: 'Другое' })]
  expect(second).toEqual(first)
  expect(await code(head.post(at, wanted))).toBe('core.badInput')
  expect(await school.database.orm.select().from(onlineLessons)).toHaveLength(1)
})

test('[LESSONS-6] [LESSONS-7] [LESSONS-8] publishing starts the call for its people, finishing ends it for good', async () => {
  const { as, newLesson } = await schoolWithLessons()
  const [olga, petya, irina, artyom, head] = [
    await as('olga'),
    await as('petya'),
    await as('irina'),
    await as('artyom'),
    await as('head'),
  ]
  const { id } = await make(olga, newLesson())
  const act = (browser: Browser, what: string) => code(browser.post(`${at}/${id}/${what}`))
  expect(await act(petya, 'join')).toBe('lessons.notPublished')
  expect([await act(petya, 'publish'), await act(artyom, 'publish'), await act(olga, 'finish')]).toEqual([
    'core.forbidden',
    'core.notFound',
    'lessons.notPublished',
  ])
  expect([await act(olga, 'publish'), await act(olga, 'publish')]).toEqual(['yes', 'yes'])
  for (const browser of [olga, petya, head]) expect(await act(browser, 'join')).toBe('yes')
  expect([await act(irina, 'join'), await act(artyom, 'join')]).toEqual(['core.forbidden', 'core.notFound'])
  expect(await listed(petya)).toMatchObject([{ state: 'published', right: 'join', callId: id }])
  expect(await listed(irina)).toMatchObject([{ state: 'published', right: 'see', callId: null }])
  expect(await listed(artyom)).toEqual([])
  expect([await act(olga, 'finish'), await act(olga, 'finish')]).toEqual(['yes', 'yes'])
  expect([await act(petya, 'join'), await act(olga, 'publish')]).toEqual(['lessons.finished', 'lessons.finished'])
})

test('[LESSONS-11] a deleted lesson says so to its people and ends its call; for others there never was one', async () => {
  const { as, newLesson } = await schoolWithLessons()
  const [olga, petya, artyom] = [await as('olga'), await as('petya'), await as('artyom')]
  const { id } = await make(olga, newLesson())
  await olga.post(`${at}/${id}/publish`)
  expect([await code(olga.post(`${at}/${id}/delete`)), await code(olga.post(`${at}/${id}/delete`))]).toEqual([
    'yes',
    'yes',
  ])
  expect(await code(petya.post(`${at}/${id}/join`))).toBe('lessons.deleted')
  expect(await code(petya.get(`${at}/${id}`))).toBe('lessons.deleted')
  expect(await code(artyom.get(`${at}/${id}`))).toBe('core.notFound')
  expect(await listed(petya)).toEqual([])
  expect(await code(olga.get(`${at}/${id}/attendance`))).toBe('yes')
  expect(await code(olga.get(`${at}/${newId()}`))).toBe('core.notFound')
})

test('[LESSONS-2] a substitute is named by the head, leads the lesson in its time, and its teacher keeps it', async () => {
  const { as, newLesson, people, clock } = await schoolWithLessons()
  const [marina, head, olga] = [await as('marina'), await as('head'), await as('olga')]
  const named = { journalLessonId: 'monday', personId: people.marina, on: true }
  const wanted = newLesson({ journalLessonId: 'monday' })
  expect(await code(marina.post(at, wanted))).toBe('core.notFound')
  expect(await code(olga.post(`${at}/substitutes`, named))).toBe('core.notFound')
  expect(await code(head.post(`${at}/substitutes`, { ...named, personId: people.petya }))).toBe('core.notFound')
  expect(await code(head.post(`${at}/substitutes`, named))).toBe('yes')
  const lesson = await make(marina, wanted)
  expect(lesson.teachers.map(({ name }) => name)).toEqual(['Иванова Ольга'])
  expect(await code(marina.post(`${at}/${lesson.id}/publish`))).toBe('yes')
  clock.nowMs = Date.parse('2026-11-24T17:00:00Z')
  expect(await code(marina.post(`${at}/${lesson.id}/finish`))).toBe('core.notFound')
  expect(await code(olga.post(`${at}/${lesson.id}/finish`))).toBe('yes')
})

test('[LESSONS-20] a co-teacher is added to the lesson, also while it runs, and shown to its people', async () => {
  const { as, newLesson, people } = await schoolWithLessons()
  const [olga, viktor, petya, marina] = [await as('olga'), await as('viktor'), await as('petya'), await as('marina')]
  const lesson = await make(olga, newLesson())
  const set = (browser: Browser, personId: string, on = true) =>
    code(browser.post(`${at}/${lesson.id}/teachers`, { personId, on }))
  expect(await code(petya.get(`${at}/${lesson.id}/staff`))).toBe('core.forbidden')
  expect(await code(viktor.get(`${at}/${lesson.id}/staff`))).toBe('core.notFound')
  const offered = (await body(await olga.get(`${at}/${lesson.id}/staff`))) as unknown as LessonStaff
  expect(offered).toMatchObject({ maySubstitute: false, removable: [] })
  expect(offered.colleagues.map(({ name }) => name)).toEqual(['Иванова Ольга', 'Маринина Марина', 'Петров Виктор'])
  for (const browser of [viktor, petya]) expect(await set(browser, people.viktor)).not.toBe('yes')
  expect(await set(olga, people.petya)).toBe('core.notFound')
  expect([await set(olga, people.viktor), await set(olga, people.viktor)]).toEqual(['yes', 'yes'])
  expect([await set(viktor, people.olga, false), await set(viktor, people.marina)]).toEqual(['core.forbidden', 'yes'])
  expect([await set(olga, people.marina, false), await code(marina.get(`${at}/${lesson.id}`))]).toEqual([
    'yes',
    'core.notFound',
  ])
  await viktor.post(`${at}/${lesson.id}/publish`)
  expect([await set(olga, people.viktor, false), await set(olga, people.marina)]).toEqual(['core.forbidden', 'yes'])
  const [shown] = await listed(petya, `?group=${algebra}`)
  expect(shown?.teachers.map(({ name }) => name).sort()).toEqual(['Иванова Ольга', 'Маринина Марина', 'Петров Виктор'])
  expect(await code(marina.post(`${at}/${lesson.id}/finish`))).toBe('yes')
  expect(await set(olga, people.viktor)).toBe('lessons.finished')
})

test('[LESSONS-20] who stands in is shown to the people of the lesson, and both hear of it', async () => {
  const { as, newLesson, people } = await schoolWithLessons()
  const [olga, head, petya, marina] = [await as('olga'), await as('head'), await as('petya'), await as('marina')]
  const lesson = await make(olga, newLesson({ journalLessonId: 'monday' }))
  expect(await body(await head.get(`${at}/${lesson.id}/staff`))).toMatchObject({ maySubstitute: true })
  const { next } = await hear(marina)
  const named = { journalLessonId: 'monday', personId: people.marina }
  expect(await code(head.post(`${at}/substitutes`, { ...named, on: true }))).toBe('yes')
  expect(await next()).toContain(lesson.id)
  for (const browser of [olga, petya, marina]) {
    const { lesson: seen } = (await body(await browser.get(`${at}/${lesson.id}`))) as { lesson: LessonView }
    expect(seen.substitutes).toEqual([{ id: people.marina, name: 'Маринина Марина' }])
  }
  expect(await code(head.post(`${at}/substitutes`, { ...named, on: false }))).toBe('yes')
  expect(await next()).toContain(lesson.id)
  expect(await code(marina.get(`${at}/${lesson.id}`))).toBe('core.notFound')
})

test('[LESSONS-10] without a session nothing is told, made or listed', async () => {
  const { school, newLesson } = await schoolWithLessons()
  const { Browser } = await import('../testing/school.ts')
  for (const path of [at, '/api/lessons']) {
    const stranger = new Browser(school)
    expect((await stranger.get(path)).status).toBe(401)
    expect((await stranger.get(`${path}/events`)).status).toBe(401)
    expect((await stranger.post(path, newLesson())).status).toBe(401)
  }
})

/** Reads one event at a time. */
async function hear(browser: Browser) {
  const answer = await browser.get(`${at}/events`)
  const reader = (answer.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader()
  const next = async () => (await reader.read()).value
  expect(await next()).toContain('event: open')
  return { next, cancel: () => reader.cancel() }
}

test('[LESSONS-9] [LESSONS-10] its people hear of the publication, without content, and nobody else', async () => {
  const { as, newLesson } = await schoolWithLessons()
  const [olga, petya, irina, artyom] = [await as('olga'), await as('petya'), await as('irina'), await as('artyom')]
  const { id } = await make(olga, newLesson({ title: 'Тайна' }))
  const [pupil, guardian, stranger] = [await hear(petya), await hear(irina), await hear(artyom)]
  await olga.post(`${at}/${id}/publish`)
  for (const one of [pupil, guardian])
    expect(await one.next()).toBe(`event: lesson\ndata: ${JSON.stringify({ lessonId: id, of: 'lesson' })}\n\n`)
  const other = await make(olga, newLesson({ groups: [geometry7a], pupils: [(await schoolIds(artyom)).id] }))
  // The stranger's first note is the one of the own class.
  expect(await stranger.next()).toContain(other.id)
  for (const one of [pupil, guardian, stranger]) await one.cancel()
})

test('[LESSONS-10] the stream ends when the session has ended', async () => {
  const { as, newLesson } = await schoolWithLessons()
  const [olga, petya] = [await as('olga'), await as('petya')]
  const { id } = await make(olga, newLesson())
  const pupil = await hear(petya)
  await petya.post('/api/journal/sign-out')
  await olga.post(`${at}/${id}/publish`)
  expect(await pupil.next()).toBeUndefined()
})

const schoolIds = async (browser: Browser) =>
  ((await body(await browser.get('/api/journal/me'))) as { person: { id: string } }).person

test('[LESSONS-17] the office may call every class to a meeting, a class teacher the own one, nobody else any', async () => {
  const { as, people, school, class7b } = await schoolWithLessons()
  await school.database.orm
    .insert(classMembers)
    .values({ classId: class7b, personId: people.marina, role: 'classTeacher' })
  const choices = async (name: 'head' | 'marina' | 'olga' | 'petya' | 'irina') => {
    const found = (await body(await (await as(name)).get(`${at}/meeting-choices`))) as {
      office: boolean
      classes: { title: string }[]
      children: { name: string }[]
    }
    return [found.office, found.classes.map(({ title }) => title), found.children.length]
  }
  expect(await choices('head')).toEqual([true, ['7 А', '7 Б'], 3])
  expect(await choices('marina')).toEqual([false, ['7 Б'], 2])
  for (const name of ['olga', 'petya', 'irina'] as const) expect(await choices(name)).toEqual([false, [], 0])
})
