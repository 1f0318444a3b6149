/** People in a call who have no screen: real devices of LiveKit, those of ours with their socket, pass and everything that the app asks for. */

import { Room } from '@livekit/rtc-node'
import { publishTone } from '@zvonok/api/calls/testing/tone'
import { handsOf } from '@zvonok/schema/calls/call'
import type { Head } from '@zvonok/schema/chats/head'
import { newId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import { logName, openLog } from '@zvonok/schema/messages/document'
import { Calls } from '@zvonok/web/platform/calls'
import * as Y from 'yjs'
import { type LightListeners, startListeners } from '../calls/light-listeners.ts'
import { openOriginRelay } from '../calls/origin-relay.ts'
import { post } from '../calls/post.ts'
import { nowMs, wait, waitUntil } from '../measure.ts'
import { connect } from '../rivals/ours-wire.ts'
import type { Target } from '../rivals/rival.ts'

type Device = Awaited<ReturnType<typeof connect>>

interface Person {
  readonly personId: string
  readonly cookie: string
  readonly device: Device
  readonly calls: Calls
  /** What is known of the chats that came since the app was opened. */
  readonly heads: Map<string, Partial<Head>>
}

interface Places {
  readonly url: string
  readonly tokens: readonly string[]
}

const rooms: Room[] = []
let light: LightListeners | undefined
let people: Person[] = []
let origin = ''
let relay = ''

/** The app tries for as long as the person wants; here so often. */
const maxTries = 5
/** How many come through the door at the same moment. */
const together = 10
const answerLimitMs = 30_000

/** Everybody of the target has the app open. */
export async function openApps(target: Target): Promise<void> {
  origin = must(target.origin, 'origin')
  relay = await openOriginRelay(origin)
  const places = target.chats.flatMap(({ members }, chat) => members.map((_, member) => ({ chat, member })))
  people = await inGroups(places, async ({ chat, member }) => {
    const { personId = '', cookie = '' } = must(target.chats[chat]?.members[member], 'member')
    const device = await connect(target, chat, member, '')
    const calls = new Calls()
    const heads = new Map<string, Partial<Head>>()
    device.onFrame = (frame) => {
      if (frame.type === 'head') heads.set(frame.head.id, { ...heads.get(frame.head.id), ...frame.head })
      if (frame.type === 'calls') calls.replace(frame.calls)
      if (frame.type === 'call') calls.take(frame)
    }
    return { personId, cookie, device, calls, heads }
  })
}

export interface Joined {
  /** Until the last one is in the room. */
  readonly allMs: number
  /** From the press to the pass, which is what our server answers; empty for the bare media server. */
  readonly passMs: readonly number[]
  /** Came in with another try only. */
  readonly again: number
}

/**
 * Everybody with an open app presses «Присоединиться», and again when the line does not come to be, as the app does.
 * @param listeners program for all but the first; without it each is a whole device of LiveKit
 */
export async function joinOurs(callId: string, listeners?: string): Promise<Joined> {
  const passMs: number[] = []
  const joined = await joinAll(people, listeners, async (person) => {
    const pressedMs = nowMs()
    const pass = await press(person, callId)
    passMs.push(nowMs() - pressedMs)
    return pass
  })
  return { ...joined, passMs }
}

/** Everybody presses, nobody goes to the media server. @returns the tokens, in the order of the target's people */
export async function pressOnly(callId: string): Promise<string[]> {
  return (await inGroups(people, (person) => press(person, callId))).map(([, token]) => token)
}

async function press({ device, cookie }: Person, callId: string): Promise<Pass> {
  await ask(device, 'calls.join', { callId })
  const { url, token } = await post(origin, `/api/calls/${callId}/token`, { device: newId() }, cookie)
  return [`${relay}${url}`, String(token)]
}

export async function joinBare({ url, tokens }: Places, listeners?: string): Promise<Joined> {
  return { ...(await joinAll(tokens, listeners, async (token) => [url, token])), passMs: [] }
}

type Pass = readonly [url: string, token: string]

async function joinAll<T>(all: readonly T[], listeners: string | undefined, passOf: (one: T) => Promise<Pass>) {
  const fromMs = nowMs()
  light = listeners ? startListeners(listeners) : undefined
  let again = 0
  async function comeIn(one: T, enter: (...pass: Pass) => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await enter(...(await passOf(one)))
      } catch (error) {
        if (attempt === maxTries) throw error
        again++
      }
    }
  }
  const [first, ...others] = all
  await comeIn(must(first, 'somebody'), enterRoom)
  await inGroups(others, (one) => comeIn(one, light?.join ?? enterRoom))
  return { allMs: nowMs() - fromMs, again }
}

async function enterRoom(url: string, token: string): Promise<void> {
  const room = new Room()
  await room.connect(url, token, { autoSubscribe: true, dynacast: false })
  rooms.push(room)
}

/** The first one turns on the microphone. */
export async function speak(): Promise<void> {
  await publishTone(must(rooms[0], 'somebody in the room'))
}

/** How many of the others receive sound, within the first seconds of it. */
export async function listening(windowMs: number): Promise<number> {
  const before = await received()
  await wait(windowMs)
  const after = await received()
  return after.filter((much, at) => much > (before[at] ?? 0)).length
}

const received = (): Promise<number[]> => light?.bytes() ?? inGroups(rooms.slice(1), packetsOf)

async function packetsOf(room: Room): Promise<number> {
  const { publisherStats, subscriberStats } = await room.getRtcStats()
  let packets = 0
  for (const { stats } of [...publisherStats, ...subscriberStats])
    if (stats?.case === 'inboundRtp') packets += Number(stats.value.received?.packetsReceived ?? 0)
  return packets
}

export interface Hands {
  /** From the press until the first one, who leads, sees the hand. */
  readonly seenMs: readonly number[]
  /** Devices that see the hands in another order than the server's, or not all of them. */
  readonly wrong: number
}

/** Some of the listeners raise a hand, one after another. */
export async function raiseHands(callId: string, count: number, everyMs: number): Promise<Hands> {
  const lead = must(people[0], 'who leads')
  const pressed = new Map<string, number>()
  const seen = new Map<string, number>()
  const before = must(lead.device.onFrame, 'the device listens')
  lead.device.onFrame = (frame) => {
    before(frame)
    if (frame.type !== 'call') return
    for (const [id, row] of frame.people ?? []) if (row?.handMs !== undefined && !seen.has(id)) seen.set(id, nowMs())
  }
  const raising = people.slice(1, count + 1).map(async ({ personId, device }, at) => {
    await wait(at * everyMs)
    pressed.set(personId, nowMs())
    await ask(device, 'calls.hand', { callId, up: true })
  })
  await Promise.all(raising)
  const orderOf = ({ calls }: Person): string[] => handsOf({ people: calls.of(callId)?.people ?? new Map() })
  await waitUntil('hands', answerLimitMs, () => people.every((person) => orderOf(person).length === count))
  const order = orderOf(lead).join()
  return {
    seenMs: [...pressed].map(([id, atMs]) => (seen.get(id) ?? Number.NaN) - atMs).sort((a, b) => a - b),
    wrong: people.filter((person) => orderOf(person).join() !== order).length,
  }
}

/** Some of the listeners ask in the chat of the call, all at once. @returns devices of `lookers` that have them in another order, or not all */
export async function askQuestions(callId: string, count: number, lookers: number): Promise<{ wrong: number }> {
  const logs = await Promise.all(people.slice(0, lookers).map((person) => followLog(person, callId)))
  await Promise.all(
    people
      .slice(1, count + 1)
      .map(({ device }, at) => ask(device, 'messages.send', { chatId: callId, text: `Вопрос ${at + 1}` })),
  )
  const questionsIn = (log: Y.Doc): string[] =>
    openLog(log)
      .toArray()
      .flatMap((entry) => (entry !== 0 && entry[3] === 'text' ? [entry[4]] : []))
  await waitUntil('questions', answerLimitMs, () => logs.every((log) => questionsIn(log).length >= count))
  const order = questionsIn(must(logs[0], 'log')).join()
  return { wrong: logs.filter((log) => questionsIn(log).join() !== order).length }
}

async function followLog({ device, heads }: Person, chatId: string): Promise<Y.Doc> {
  const { firstSeq = 1, generation = 1 } = must(heads.get(chatId), 'chat of the call')
  const log = new Y.Doc()
  const before = must(device.onFrame, 'the device listens')
  device.onFrame = (frame) => {
    before(frame)
    if (frame.type === 'update') Y.applyUpdate(log, frame.update)
  }
  const segment = device.next('segment')
  device.send({ type: 'subscribe', doc: logName(chatId, firstSeq, generation), state: new Uint8Array() })
  Y.applyUpdate(log, (await segment).update)
  return log
}

/** @throws {Error} with the code of a refusal */
async function ask(device: Device, name: string, args: object): Promise<unknown> {
  const answer = Promise.race([device.next('ack'), device.next('refused')])
  device.send({ type: 'command', id: newId(), version: 1, name, args })
  const frame = await answer
  if (frame.type === 'refused') throw new Error(`${name}: ${frame.code}`)
  return frame.result
}

async function inGroups<T, R>(all: readonly T[], each: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let from = 0; from < all.length; from += together)
    results.push(...(await Promise.all(all.slice(from, from + together).map(each))))
  return results
}
