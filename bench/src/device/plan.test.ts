import { newId } from '@zvonok/schema/core/ids'
import { answerTask } from '@zvonok/schema/lessons/plan-commands'
import { openPlan, type PlanTask } from '@zvonok/schema/lessons/plan-document'
import { makeLesson, setLesson } from '@zvonok/sync-server/testing/lesson'
import { removeServer, startServer, type TestServer } from '@zvonok/sync-server/testing/server'
import { openMemoryStore } from '@zvonok/web/platform/memory-store'
import type { PlanCopy } from '@zvonok/web/platform/plan-copy'
import { MemoryTabs } from '@zvonok/web/platform/testing/memory-tabs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deviceOf, live, type TestDevice } from './devices.ts'

let server: TestServer
let lessonId: string
let devices: TestDevice[]
beforeEach(async () => {
  devices = []
  server = await startServer({ limits: 'off' })
  const { olga, petr, petya } = server.school
  lessonId = await makeLesson(server, { teachers: [olga, petr], pupils: [petya] })
})
afterEach(async () => {
  await Promise.all(devices.map(({ device }) => device.close()))
  await removeServer(server)
})

async function on(person: string, options?: Parameters<typeof deviceOf>[2]): Promise<TestDevice> {
  const made = await deviceOf(server, person, options)
  devices.push(made)
  await (options?.offline ? undefined : live(made))
  return made
}

const task = (question: string): PlanTask => ({ question, kind: 'text', choices: [], order: 1 })
const questions = ({ doc }: PlanCopy): string[] =>
  [...openPlan(doc).tasks.values()].map(({ question }) => question).sort()

/** Resolves when the plan is as it should be. */
function until(plan: PlanCopy, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (!isSo()) return
      plan.doc.off('update', check)
      stop()
      resolve()
    }
    plan.doc.on('update', check)
    const stop = plan.on(check)
    check()
  })
}

test('[PLAN-3] what two teachers wrote without a line merges, also after a restart of the app', async () => {
  const store = openMemoryStore()
  const first = await deviceOf(server, server.school.olga, { store })
  await live(first)
  first.line.cut()
  const written = await first.device.openPlan(lessonId, { writes: true })
  openPlan(written.doc).tasks.set(newId(), task('Первый'))
  await written.close()
  await first.device.close()

  const petr = await on(server.school.petr)
  const other = await petr.device.openPlan(lessonId, { writes: true })
  await until(other, () => other.isSynced())
  openPlan(other.doc).tasks.set(newId(), task('Второй'))

  const again = await on(server.school.olga, { store, offline: true })
  const kept = await again.device.openPlan(lessonId, { writes: true })
  expect(questions(kept)).toEqual(['Первый'])
  again.line.restore()
  await until(kept, () => questions(kept).length === 2)
  await until(other, () => questions(other).length === 2)
  expect([questions(kept), questions(other)]).toEqual([
    ['Второй', 'Первый'],
    ['Второй', 'Первый'],
  ])
  await Promise.all([kept.close(), other.close()])
})

test('[PLAN-3] two tabs of one person without a line show each other’s changes, and either of them brings both to the school', async () => {
  const [store, tabs] = [openMemoryStore(), new MemoryTabs()]
  const [first, second] = [
    await on(server.school.olga, { store, tabs: tabs.open(), offline: true }),
    await on(server.school.olga, { store, tabs: tabs.open(), offline: true }),
  ]
  const [one, two] = [
    await first.device.openPlan(lessonId, { writes: true }),
    await second.device.openPlan(lessonId, { writes: true }),
  ]
  openPlan(one.doc).tasks.set(newId(), task('Первый'))
  openPlan(two.doc).tasks.set(newId(), task('Второй'))
  expect([questions(one), questions(two)]).toEqual([
    ['Второй', 'Первый'],
    ['Второй', 'Первый'],
  ])
  await one.close()
  second.line.restore()
  const other = await (await on(server.school.petr)).device.openPlan(lessonId, { writes: true })
  await until(other, () => questions(other).length === 2)
  expect(two.state()).toBe('open')
  await Promise.all([two.close(), other.close()])
})

test('[PLAN-4] whose right has gone is told, and the copy goes from the device', async () => {
  const store = openMemoryStore()
  const olga = await on(server.school.olga, { store })
  const plan = await olga.device.openPlan(lessonId, { writes: true })
  await until(plan, () => plan.isSynced())
  openPlan(plan.doc).tasks.set(newId(), task('Первый'))
  await setLesson(server, lessonId, { deleted: true })
  await until(plan, () => plan.state() === 'gone')
  await plan.close()
  expect(await store.docs('plan:')).toEqual([])
})

test('[PLAN-8] an answer that was given without a line arrives, and a task that has gone keeps its answer here', async () => {
  const [asked, gone] = [newId(), newId()]
  const olga = await on(server.school.olga)
  const plan = await olga.device.openPlan(lessonId, { writes: true })
  await until(plan, () => plan.isSynced())
  openPlan(plan.doc).tasks.set(asked, task('Первый'))
  const seen = await (await on(server.school.petr)).device.openPlan(lessonId, { writes: true })
  await until(seen, () => questions(seen).length === 1)
  await setLesson(server, lessonId, { state: 'published' })
  const petya = await on(server.school.petya)
  petya.line.cut()
  const taken = petya.device.run(answerTask, { lessonId, taskId: asked, text: 'Да' })
  const refused = petya.device.run(answerTask, { lessonId, taskId: gone, text: 'Нет' })
  petya.line.restore()
  await taken.done
  await expect(refused.done).rejects.toThrow('lessons.taskChanged')
  expect(petya.device.outbox()).toMatchObject([
    { args: { text: 'Нет' }, state: 'refused', refusal: 'lessons.taskChanged' },
  ])
  expect(await server.select('SELECT task_id, text FROM lesson_answers')).toEqual([[asked, 'Да']])
  await Promise.all([plan.close(), seen.close()])
})
