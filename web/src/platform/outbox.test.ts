import { editMessage, sendMessage } from '@zvonok/schema/messages/commands'
import { beforeEach, describe, expect, test } from 'vitest'
import { ServerClock } from './clock.ts'
import { openMemoryStore } from './memory-store.ts'
import { Outbox } from './outbox.ts'
import { Saver } from './saver.ts'
import type { DeviceStore } from './store.ts'
import { ManualClock } from './testing/manual-clock.ts'

const chatId = 'chat000000000000'
const messageId = 'message000000000'
const dayMs = 86_400_000

let clock: ManualClock
let store: DeviceStore
let line: boolean
let sent: string[]
let generation: string
let landed: [string, boolean][]
let outbox: Outbox

async function open(): Promise<Outbox> {
  const opened = new Outbox({
    store,
    saver: new Saver(store, clock, () => undefined),
    clock: new ServerClock(clock),
    tabs: undefined,
    send: ({ id }) => {
      if (line) sent.push(id)
      return line
    },
    generation: () => generation,
    changed: () => undefined,
    landed: ({ id }, _, again) => landed.push([id, again]),
  })
  await opened.load()
  return opened
}

beforeEach(async () => {
  clock = new ManualClock()
  store = openMemoryStore()
  line = true
  sent = []
  landed = []
  generation = '1'
  outbox = await open()
})

const say = (text: string): string => outbox.add(sendMessage, { chatId, text }).id

describe('[PLATFORM-5] the queue', () => {
  test('is sent once on a line, in order, and again on the next one until it is answered', () => {
    const [a, b] = [say('а'), say('б')]
    outbox.flush()
    expect(sent).toEqual([a, b])
    outbox.acked(a, { seq: 1 })
    outbox.lineLost()
    outbox.flush()
    expect(sent).toEqual([a, b, b])
    outbox.acked(b, { seq: 2 })
    outbox.acked(b, { seq: 2 })
    expect(landed).toEqual([
      [a, false],
      [b, true],
    ])
    expect(outbox.rows()).toEqual([])
  })

  test('keeps its order over a restart, also when the clock goes back', async () => {
    line = false
    const ids = [say('а')]
    clock.pass(-5000)
    ids.push(say('б'))
    outbox = await open()
    clock.pass(-5000)
    ids.push(say('в'))
    outbox = await open()
    expect(outbox.rows().map(({ id }) => id)).toEqual(ids)
  })

  test('the same command again is the same command', () => {
    line = false
    const id = say('а')
    outbox.add(sendMessage, { chatId, text: 'а' }, id)
    expect(outbox.rows()).toHaveLength(1)
  })

  test('what has no right shape never enters it', async () => {
    const { done } = outbox.add(sendMessage, { chatId, text: '   ' })
    await expect(done).rejects.toMatchObject({ code: 'core.badInput' })
    expect(outbox.rows()).toEqual([])
  })
})

describe('[PLATFORM-6] dropping', () => {
  test('only what was refused or has never left', () => {
    line = false
    const never = say('а')
    outbox.discard(never)
    expect(outbox.rows()).toEqual([])
    line = true
    const gone = say('б')
    outbox.discard(gone)
    expect(outbox.rows()).toHaveLength(1)
    outbox.refused(gone, 'messages.muted')
    outbox.discard(gone)
    expect(outbox.rows()).toEqual([])
  })

  test('a retry has a new id and stands at the end', () => {
    const refused = say('а')
    outbox.refused(refused, 'messages.muted')
    const waiting = say('б')
    outbox.retry(refused)
    const rows = outbox.rows()
    expect(rows.map(({ args }) => (args as { text: string }).text)).toEqual(['б', 'а'])
    expect(rows[0]?.id).toBe(waiting)
    expect(rows[1]?.id).not.toBe(refused)
    expect(sent.at(-1)).toBe(rows[1]?.id)
  })
})

describe('[PLATFORM-7] after a restore of the server', () => {
  test('sends of the last 7 days are offered, in their order, before what waits; nothing else is', async () => {
    const old = say('старое')
    outbox.acked(old, { seq: 1 })
    clock.pass(8 * dayMs)
    const kept = ['раз', 'два'].map(say)
    for (const id of kept) outbox.acked(id, { seq: 2 })
    outbox.acked(outbox.add(editMessage, { chatId, messageId, text: 'иначе' }).id, null)
    line = false
    const waiting = say('три')
    outbox = await open()
    outbox.reoffer('1')
    expect(outbox.rows().map(({ id }) => id)).toEqual([waiting])
    outbox.reoffer('2')
    expect(outbox.rows().map(({ id }) => id)).toEqual([...kept, waiting])
    generation = '2'
    for (const id of kept) outbox.acked(id, { seq: 1 })
    outbox.reoffer('2')
    expect(outbox.rows().map(({ id }) => id)).toEqual([waiting])
  })

  test('what was erased or belongs to a chat that is gone is not', () => {
    const [erased, inGone] = [say('стёртое'), say('в чужом')]
    outbox.acked(erased, { seq: 1 })
    outbox.forget(erased)
    outbox.acked(inGone, { seq: 2 })
    outbox.forgetChat(chatId)
    outbox.reoffer('2')
    expect(outbox.rows()).toEqual([])
  })
})
