import { newId } from '@zvonok/schema/core/ids'
import { answerTask } from '@zvonok/schema/lessons/plan-commands'
import { maxPlanBytes, openPlan, type PlanTask, planName } from '@zvonok/schema/lessons/plan-document'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { TestClient } from './testing/client.ts'
import { makeLesson, setLesson } from './testing/lesson.ts'
import { removeServer, startServer, type TestServer } from './testing/server.ts'
import { updateMessage, WrittenCopy } from './testing/written-copy.ts'

let server: TestServer
let lessonId: string
let doc: string
beforeEach(async () => {
  server = await startServer()
  const { olga, petr, petya } = server.school
  lessonId = await makeLesson(server, { teachers: [olga, petr], pupils: [petya] })
  doc = planName(lessonId)
})
afterEach(() => removeServer(server))

const of = async (person: string): Promise<WrittenCopy> => new WrittenCopy(await server.connect(person), doc)
const synced = async (person: string): Promise<WrittenCopy> => {
  const copy = await of(person)
  await copy.sync()
  return copy
}
const task: PlanTask = { question: 'Сколько будет 2 + 2?', kind: 'choice', choices: ['3', '4'], order: 1 }

function write(copy: Y.Doc, text: string): void {
  copy.transact(() => {
    const line = new Y.XmlElement('paragraph')
    line.insert(0, [new Y.XmlText(text)])
    openPlan(copy).text.push([line])
  })
}
const textOf = (copy: Y.Doc): string[] =>
  openPlan(copy)
    .text.toArray()
    .map((line) => (line as Y.XmlElement).toArray().join(''))
const stored = async (): Promise<unknown[]> => {
  const rows = await server.select('SELECT bytes FROM doc_updates WHERE doc = ? ORDER BY n', [doc])
  return rows.map(([bytes]) => Buffer.from(bytes as ArrayBuffer).toString('base64'))
}

describe('[PLAN-1] the lesson’s teachers write its plan together', () => {
  test('what one writes is on disk when the other sees it, and stays over a restart', async () => {
    const [olga, petr] = [await synced(server.school.olga), await synced(server.school.petr)]
    write(olga.copy, 'Дроби')
    await petr.take()
    expect(textOf(petr.copy)).toEqual(['Дроби'])
    expect(await stored()).toHaveLength(1)
    await server.restart()
    expect(textOf((await synced(server.school.petr)).copy)).toEqual(['Дроби'])
  })

  test('[PLAN-3] what two wrote without a line merges', async () => {
    const [olga, petr] = [await of(server.school.olga), await of(server.school.petr)]
    for (const [{ copy }, text] of [
      [olga, 'Повторение'],
      [petr, 'Новая тема'],
    ] as const) {
      const away = new Y.Doc()
      write(away, text)
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(away), olga)
    }
    // Nothing of it went out: the channel is asked for only now.
    await olga.client.quiet()
    olga.client.taken('closed')
    await olga.sync()
    await petr.sync()
    const third = await synced(server.school.olga)
    expect(textOf(third.copy).toSorted()).toEqual(['Новая тема', 'Повторение'])
  })

  test('a substitute writes it in the time of the substitution', async () => {
    const { roster, school, classId } = server.school
    const helper = await roster.person('helper', [[school, 'teacher']])
    await setLesson(server, lessonId, { journalLesson: classId, substitute: helper })
    write((await synced(helper)).copy, 'Замена')
    expect(textOf((await synced(server.school.olga)).copy)).toEqual(['Замена'])
  })
})

describe('[PLAN-2] a plan is read by its chosen pupils after publication, and by nobody else', () => {
  const answerTo = async (person: string, name = doc): Promise<number> => {
    const client = await server.connect(person)
    new WrittenCopy(client, name).ask()
    return (await client.next('closed')).code
  }

  test('strangers, other pupils, parents, the head and a lesson that is not there have one answer', async () => {
    await setLesson(server, lessonId, { state: 'published' })
    const { masha, irina, head, mallory, olga } = server.school
    for (const person of [masha, irina, head, mallory]) expect(await answerTo(person)).toBe(4404)
    expect(await answerTo(olga, planName(newId()))).toBe(4404)
    expect(await answerTo(olga, 'plan:')).toBe(4404)
  })

  test('a pupil reads it once it is published, follows it, and writes nothing', async () => {
    const { petya, olga } = server.school
    const teacher = await synced(olga)
    write(teacher.copy, 'Дроби')
    expect(await answerTo(petya)).toBe(4404)
    await setLesson(server, lessonId, { state: 'published' })
    const pupil = await of(petya)
    pupil.ask()
    await pupil.take()
    write(teacher.copy, 'Проценты')
    await pupil.take()
    expect(textOf(pupil.copy)).toEqual(['Дроби', 'Проценты'])
    const before = await stored()
    write(pupil.copy, 'Уроков не будет')
    expect((await pupil.client.next('closed')).code).toBe(4403)
    await teacher.client.quiet()
    expect(await stored()).toEqual(before)
    expect(textOf(teacher.copy)).toEqual(['Дроби', 'Проценты'])
  })

  test('[PLAN-4] who may not read it any more hears nothing more of it', async () => {
    await setLesson(server, lessonId, { state: 'published' })
    const [pupil, teacher] = [await of(server.school.petya), await synced(server.school.olga)]
    pupil.ask()
    await pupil.take()
    await setLesson(server, lessonId, { without: server.school.petya })
    expect(await pupil.client.next('closed')).toEqual({ type: 'closed', doc, code: 4404 })
    write(teacher.copy, 'Тайна')
    await teacher.client.quiet()
    await pupil.client.quiet()
    expect(pupil.client.taken('doc')).toEqual([])
    await setLesson(server, lessonId, { deleted: true })
    expect((await teacher.client.next('closed')).code).toBe(4404)
  })
})

describe('[PLAN-5] an update that is no plan closes the channel and leaves everything as it was', () => {
  const varUints = (...numbers: number[]): Uint8Array =>
    encoding.encode((encoder) => {
      for (const each of numbers) encoding.writeVarUint(encoder, each)
    })
  const made = (change: (made: Y.Doc) => void): Uint8Array => {
    const copy = new Y.Doc()
    change(copy)
    return Y.encodeStateAsUpdate(copy)
  }
  const block = (
    name: string,
    attributes: Record<string, string | number> = {},
    text = new Y.XmlText('x'),
  ): Uint8Array =>
    made((copy) => {
      const element = new Y.XmlElement<Record<string, string | number>>(name)
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
      element.insert(0, [text])
      openPlan(copy).text.push([element as unknown as Y.XmlElement])
    })
  const linkTo = (href: unknown): Uint8Array => {
    const text = new Y.XmlText()
    text.insert(0, 'Материалы', { link: { href } })
    return block('paragraph', {}, text)
  }
  const withTask = (value: unknown, id = newId()): Uint8Array =>
    made((copy) => (openPlan(copy).tasks as Y.Map<unknown>).set(id, value))
  const gap = (): Uint8Array => {
    const copy = new Y.Doc()
    write(copy, 'a')
    const before = Y.encodeStateVector(copy)
    write(copy, 'b')
    return Y.encodeStateAsUpdate(copy, before)
  }
  const deep = (): Uint8Array =>
    made((copy) => {
      let parent: Y.XmlFragment = openPlan(copy).text
      for (let at = 0; at < 100; at++) {
        const [list, item] = [new Y.XmlElement('bulletList'), new Y.XmlElement('listItem')]
        parent.insert(0, [list])
        list.insert(0, [item])
        parent = item
      }
    })

  test.each([
    ['33 million structs in a few bytes', () => varUints(1, 33_000_000, 7, 0)],
    ['33 million clients', () => varUints(33_000_000)],
    ['33 million deletions', () => varUints(0, 1, 7, 33_000_000)],
    ['random bytes', () => new Uint8Array([9, 8, 7, 6, 5, 4, 3, 2, 1])],
    ['a gap', gap],
    ['lists 200 deep', deep],
    ['a script', () => block('script')],
    ['a picture', () => block('image', { src: 'https://elsewhere.example/x.png' })],
    ['a style', () => block('paragraph', { style: 'position:fixed' })],
    ['a heading of level 9', () => block('heading', { level: 9 })],
    ['a javascript: link', () => linkTo('javascript:alert(1)')],
    ['a data: link', () => linkTo('data:text/html,x')],
    ['a link that is an object', () => linkTo({ toString: 'javascript:' })],
    ['a hook', () => made((copy) => openPlan(copy).text.push([new Y.XmlHook('x') as unknown as Y.XmlElement]))],
    ['a picture in a line', () => block('paragraph', {}, embedded())],
    ['another root', () => made((copy) => copy.getMap('more').set('a', 1))],
    ['a root of another type', () => made((copy) => copy.getArray('tasks').push([1]))],
    ['a subdocument', () => made((copy) => (openPlan(copy).tasks as Y.Map<unknown>).set(newId(), new Y.Doc()))],
    ['a task without a question', () => withTask({ kind: 'text' })],
    ['a task with more', () => withTask({ ...task, html: '<b>' })],
    ['a task under a foreign id', () => withTask(task, '__proto__')],
    ['a question of 2,000 letters', () => withTask({ ...task, question: 'х'.repeat(2000) })],
  ])('%s', async (_, update) => {
    const good = await synced(server.school.olga)
    write(good.copy, 'Дроби')
    await good.client.quiet()
    const before = await stored()
    const bad = await server.connect(server.school.petr)
    bad.send({ type: 'doc', doc, payload: updateMessage(update()) })
    expect(await bad.next('closed')).toEqual({ type: 'closed', doc, code: 4400 })
    await bad.quiet()
    await good.client.quiet()
    expect(good.client.taken('doc')).toEqual([])
    expect(await stored()).toEqual(before)
    expect(await server.select('SELECT count(*) FROM doc_clients')).toEqual([[1]])
  })

  test('[PLAN-6] what is larger than 900 kB says so', async () => {
    const client = await server.connect(server.school.olga)
    const update = made((copy) => write(copy, 'x'.repeat(maxPlanBytes)))
    client.send({ type: 'doc', doc, payload: updateMessage(update) })
    expect((await client.next('closed')).code).toBe(4413)
    expect(await stored()).toEqual([])
  })

  test('continuing what another teacher wrote, under the other’s client id', async () => {
    const olga = await synced(server.school.olga)
    write(olga.copy, 'Дроби')
    await olga.client.quiet()
    const forged = new Y.Doc()
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(olga.copy))
    forged.clientID = olga.copy.clientID
    const before = Y.encodeStateVector(forged)
    write(forged, 'Ольга этого не писала')
    const petr = await server.connect(server.school.petr)
    petr.send({ type: 'doc', doc, payload: updateMessage(Y.encodeStateAsUpdate(forged, before)) })
    expect((await petr.next('closed')).code).toBe(4400)
    expect(await stored()).toHaveLength(1)
  })
})

describe('[PLAN-7] carets carry names that the server made', () => {
  const place = { type: null, tname: 'text', item: null, assoc: 0 }
  const say = (copy: WrittenCopy, clock: number, state: unknown, clientId = copy.copy.clientID): void =>
    copy.client.send({
      type: 'doc',
      doc,
      payload: encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarUint8Array(
          encoder,
          encoding.encode((states) => {
            for (const number of [1, clientId, clock]) encoding.writeVarUint(states, number)
            encoding.writeVarString(states, JSON.stringify(state))
          }),
        )
      }),
    })
  const hear = async ({ client }: WrittenCopy) => {
    const { payload } = await client.next('doc', (frame) => frame.payload[0] === 1)
    const decoder = decoding.createDecoder(payload)
    decoding.readVarUint(decoder)
    decoding.readVarUint(decoder)
    decoding.readVarUint(decoder)
    const [clientId, clock] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder)]
    return { clientId, clock, state: JSON.parse(decoding.readVarString(decoder)) }
  }
  const caretless = (client: TestClient): number => client.taken('doc').filter(({ payload }) => payload[0] === 1).length

  test('whatever a device says of itself', async () => {
    const [olga, petr] = [await synced(server.school.olga), await synced(server.school.petr)]
    say(petr, 1, {})
    say(olga, 1, { user: { name: 'Директор', color: 'url(x)' }, cursor: { anchor: place, head: place }, more: 'x' })
    const heard = await hear(petr)
    expect(heard).toEqual({
      clientId: olga.copy.clientID,
      clock: 1,
      state: {
        user: { name: 'И olga', color: expect.stringMatching(/^#[0-9a-f]{6}$/) },
        cursor: { anchor: place, head: place },
      },
    })
    const late = await synced(server.school.petr)
    say(late, 1, {})
    expect((await hear(late)).state.user.name).toMatch(/olga|petr/)
  })

  test('they go with the connection, and nobody moves another’s', async () => {
    const [olga, petr] = [await synced(server.school.olga), await synced(server.school.petr)]
    say(petr, 1, {})
    say(olga, 1, { cursor: { anchor: place, head: place } })
    await hear(petr)
    say(petr, 9, { cursor: null }, olga.copy.clientID)
    await petr.client.quiet()
    expect(caretless(olga.client)).toBe(1)
    olga.client.kill()
    expect(await hear(petr)).toEqual({ clientId: olga.copy.clientID, clock: 2, state: null })
  })

  test('pupils neither have one nor see any', async () => {
    await setLesson(server, lessonId, { state: 'published' })
    const [olga, petya] = [await synced(server.school.olga), await of(server.school.petya)]
    petya.ask()
    await petya.take()
    say(olga, 1, {})
    say(petya, 1, { cursor: { anchor: place, head: place } })
    await petya.client.quiet()
    await olga.client.quiet()
    expect([caretless(olga.client), caretless(petya.client)]).toEqual([0, 0])
  })

  test('garbage closes the channel', async () => {
    const olga = await synced(server.school.olga)
    olga.client.send({ type: 'doc', doc, payload: new Uint8Array([1, 3, 255, 255, 3]) })
    expect((await olga.client.next('closed')).code).toBe(4400)
  })
})

describe('[PLAN-8] pupils answer the tasks, also without a line', () => {
  const taskId = newId()
  const answers = () => server.select('SELECT task_id, person_id, text FROM lesson_answers')
  beforeEach(async () => {
    const olga = await synced(server.school.olga)
    openPlan(olga.copy).tasks.set(taskId, task)
    await olga.client.quiet()
    await setLesson(server, lessonId, { state: 'published' })
  })

  test('the answer that came last stands, and the same command again changes nothing', async () => {
    const petya = await server.connect(server.school.petya)
    const id = newId()
    await petya.run(answerTask, { lessonId, taskId, text: '3' }, id)
    await petya.run(answerTask, { lessonId, taskId, text: '4' })
    await petya.run(answerTask, { lessonId, taskId, text: '3' }, id)
    expect(await answers()).toEqual([[taskId, server.school.petya, '4']])
    await setLesson(server, lessonId, { state: 'finished' })
    await petya.run(answerTask, { lessonId, taskId, text: '' })
    expect(await answers()).toEqual([])
  })

  test('[PLAN-9] the teachers hear of it at once', async () => {
    const [petya, olga] = [await server.connect(server.school.petya), await server.connect(server.school.olga)]
    await petya.run(answerTask, { lessonId, taskId, text: '4' })
    expect(await olga.next('news')).toEqual({ type: 'news', of: 'plan' })
    expect(await petya.next('news')).toEqual({ type: 'news', of: 'plan' })
  })

  test('nobody else answers, and nobody answers what is not asked', async () => {
    const { masha, olga, irina, mallory, petya } = server.school
    for (const person of [masha, olga, irina, mallory])
      await expect((await server.connect(person)).run(answerTask, { lessonId, taskId, text: '4' })).rejects.toThrow(
        'core.notFound',
      )
    const client = await server.connect(petya)
    const refusedWith = (args: { lessonId: string; taskId: string; text: string }) =>
      expect(client.run(answerTask, args)).rejects
    await refusedWith({ lessonId: newId(), taskId, text: '4' }).toThrow('core.notFound')
    await refusedWith({ lessonId, taskId: newId(), text: '4' }).toThrow('lessons.taskChanged')
    await refusedWith({ lessonId, taskId, text: '5' }).toThrow('lessons.taskChanged')
    await refusedWith({ lessonId, taskId, text: 'x'.repeat(5000) }).toThrow('core.badInput')
    expect(await answers()).toEqual([])
  })
})

function embedded(): Y.XmlText {
  const text = new Y.XmlText()
  text.insertEmbed(0, { image: 'x' })
  return text
}
