import type { PersonId } from '@zvonok/schema/core/ids'
import { addDays } from '@zvonok/schema/diary/days'
import type { NewLesson } from '@zvonok/schema/lessons/lesson'
import { planName } from '@zvonok/schema/lessons/plan-document'
import { type LessonPack, type PackList, unpackPlan } from '@zvonok/schema/lessons/plan-pack'
import { lessonAnswers } from '@zvonok/schema/lessons/plan-tables'
import { onlineLessons } from '@zvonok/schema/lessons/tables'
import { insertUpdate } from '@zvonok/sync-server/documents'
import { Store } from '@zvonok/sync-server/store'
import { planIn, planOf } from '@zvonok/sync-server/testing/plan'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { createSession, sessionCookie } from '../account/sessions.ts'
import { Browser } from '../testing/school.ts'
import { schoolWithLessons, today } from './testing.ts'

const taskId = 'task'.padEnd(16, '_')
const question = { question: 'Сколько будет 2 + 2?', kind: 'choice', choices: ['3', '4'], order: 1 } as const

/** Lessons with a plan, and what each person's device is answered. */
async function schoolWithPlans() {
  const fixture = await schoolWithLessons()
  const { school, people, as, newLesson, clock } = fixture
  const olga = await as('olga')
  const at = '/api/journal/lessons'
  const act = (id: string, what: string) => olga.post(`${at}/${id}/${what}`)
  async function make(change: Partial<NewLesson> = {}): Promise<string> {
    const lesson = newLesson(change)
    await olga.post(at, lesson)
    return lesson.id
  }
  async function write(lessonId: string, text = 'Степени', n = 0): Promise<void> {
    const update = planOf(text, taskId, { ...question, choices: [...question.choices] })
    await new Store(school.database).commit([insertUpdate(planName(lessonId), n, update)])
  }
  const answer = (lessonId: string, personId: PersonId, text: string) =>
    school.database.orm.insert(lessonAnswers).values({ lessonId, taskId, personId, text, atMs: clock.nowMs })
  async function device(personId: PersonId) {
    const browser = new Browser(school)
    const { token } = await createSession(school.database, personId, 'a device', clock.nowMs)
    browser.cookies.set(sessionCookie, token)
    return {
      list: async () => (await (await browser.get('/api/lessons/packs')).json()) as PackList,
      open: async (id: string) => {
        const said = await browser.get(`/api/lessons/${id}/pack`)
        return { status: said.status, pack: (await said.json()) as LessonPack }
      },
    }
  }
  return { ...fixture, people, make, act, write, answer, device }
}

const ids = (list: PackList): string[] => list.map(({ lessonId }) => lessonId)

test('[PLAN-2] [PLAN-10] the teacher has the pack of a draft, its pupils have it from publication on, nobody else ever', async () => {
  const { people, make, act, write, device } = await schoolWithPlans()
  const id = await make({ pupils: [people.petya] })
  await write(id)
  const olga = await device(people.olga)
  expect((await olga.open(id)).pack).toMatchObject({ lessonId: id, date: today, right: 'write', answers: [] })
  const petya = await device(people.petya)
  expect([await petya.list(), (await petya.open(id)).status]).toEqual([[], 404])
  await act(id, 'publish')
  const { pack } = await petya.open(id)
  expect(pack).toMatchObject({ title: 'Алгебра', right: 'read' })
  expect(pack.roster.map(({ name, role }) => [name, role])).toEqual([
    ['Иванова Ольга', 'teacher'],
    ['Смирнов Пётр', 'pupil'],
  ])
  expect(planIn(unpackPlan(pack.plan))).toEqual({
    blocks: [{ kind: 'paragraph', spans: [{ text: 'Степени' }] }],
    tasks: [{ id: taskId, ...question }],
  })
  const others = [people.maria, people.artyom, people.irina, people.head, people.viktor]
  for (const other of await Promise.all(others.map(device)))
    expect([await other.list(), (await other.open(id)).status]).toEqual([[], 404])
  expect((await olga.open('unknown'.padEnd(16, '_'))).status).toBe(404)
})

test('[PLAN-10] without a session there is neither a list nor a pack', async () => {
  const { school, make } = await schoolWithPlans()
  const id = await make()
  const stranger = new Browser(school)
  expect((await stranger.get('/api/lessons/packs')).status).toBe(401)
  expect((await stranger.get(`/api/lessons/${id}/pack`)).status).toBe(401)
})

test('[PLAN-10] the packs of a lesson that was finished stay, those of a deleted one go', async () => {
  const { people, make, act, write, device } = await schoolWithPlans()
  const id = await make()
  await write(id)
  await act(id, 'publish')
  await act(id, 'finish')
  const [olga, petya] = [await device(people.olga), await device(people.petya)]
  expect([ids(await olga.list()), ids(await petya.list())]).toEqual([[id], [id]])
  await act(id, 'delete')
  expect([await olga.list(), await petya.list()]).toEqual([[], []])
  expect([(await olga.open(id)).status, (await petya.open(id)).status]).toEqual([404, 404])
})

test('[PLAN-9] [PLAN-10] a pupil’s pack holds the own answers alone, and others’ answers make no other pack of it', async () => {
  const { people, make, act, write, answer, device } = await schoolWithPlans()
  const id = await make()
  await write(id)
  await act(id, 'publish')
  await answer(id, people.petya, '4')
  const [olga, petya] = [await device(people.olga), await device(people.petya)]
  const [[before], [beforeOfOlga]] = [await petya.list(), await olga.list()]
  await answer(id, people.maria, '3')
  const [[after], [afterOfOlga]] = [await petya.list(), await olga.list()]
  expect(after).toEqual(before)
  expect(afterOfOlga?.version).not.toBe(beforeOfOlga?.version)
  expect((await petya.open(id)).pack.answers.map(({ text }) => text)).toEqual(['4'])
  expect((await olga.open(id)).pack.answers.map(({ text }) => text).sort()).toEqual(['3', '4'])
})

test('[PLAN-10] the list names the version of each pack and about how large it is', async () => {
  const { people, make, act, write, device } = await schoolWithPlans()
  const id = await make()
  await write(id, 'х'.repeat(100_000))
  await act(id, 'publish')
  const petya = await device(people.petya)
  const [listed] = await petya.list()
  const { pack } = await petya.open(id)
  expect(pack.version).toBe(listed?.version)
  const bytes = Buffer.byteLength(JSON.stringify(pack))
  expect(listed?.bytes).toBeGreaterThan(bytes * 0.95)
  expect(listed?.bytes).toBeLessThan(bytes * 1.05)
  await write(id, 'Ещё', 1)
  expect((await petya.list())[0]?.version).not.toBe(pack.version)
})

test('[PLAN-10] two weeks around today: its lessons and the next ones first, those before behind them', async () => {
  const { school, people, make, device } = await schoolWithPlans()
  const days = [-20, -3, 0, 2, 14, 20]
  const made = await Promise.all(days.map(() => make()))
  for (const [at, id] of made.entries())
    await school.database.orm
      .update(onlineLessons)
      .set({ date: addDays(today, days[at] ?? 0) })
      .where(eq(onlineLessons.id, id))
  const [, before, now, soon, last] = made
  expect(ids(await (await device(people.olga)).list())).toEqual([now, soon, last, before])
})
