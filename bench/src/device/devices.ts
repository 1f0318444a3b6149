import type { ChatId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import { removeServer, startServer, type TestServer } from '@zvonok/sync-server/testing/server'
import type { Device, OpenChat, ShownMessage } from '@zvonok/web/platform/device'
import { openMemoryStore } from '@zvonok/web/platform/memory-store'
import { type DeviceParts, type HeadlessDevice, openDevice } from '@zvonok/web/platform/open-device'
import type { DeviceStore } from '@zvonok/web/platform/store'
import { afterEach, beforeEach } from 'vitest'
import { nodeSockets } from '../node-socket.ts'
import { BadLine, type Trouble } from './bad-line.ts'

export interface TestDevice {
  readonly device: HeadlessDevice
  readonly line: BadLine
  readonly store: DeviceStore
}

export type DeviceOptions = {
  store?: DeviceStore
  trouble?: Trouble
  offline?: boolean
  session?: string
  cookiePerson?: string
} & Partial<DeviceParts>

/** A server for each test of the file, and its devices. */
export interface School {
  readonly server: TestServer
  /** A device that is closed after the test. */
  device(personId: string, options?: DeviceOptions): Promise<TestDevice>
  /** The same, and live, unless it is to be offline. */
  on(personId: string, options?: DeviceOptions): Promise<TestDevice>
}

/** To be called once in a file of tests: starts a small school before each of them and takes it away after it. */
export function useSchool(): School {
  let server: TestServer | undefined
  const devices: TestDevice[] = []
  beforeEach(async () => {
    server = await startServer({ limits: 'off' })
  })
  afterEach(async () => {
    await Promise.all(devices.splice(0).map(({ device }) => device.close()))
    if (server) await removeServer(server)
  })
  const school: School = {
    get server() {
      return must(server, 'server of the test')
    },
    async device(personId, options) {
      const made = await deviceOf(school.server, personId, options)
      devices.push(made)
      return made
    },
    async on(personId, options) {
      const made = await school.device(personId, options)
      if (!options?.offline) await live(made)
      return made
    },
  }
  return school
}

/** A device of a person of the small school, at the end of a line of its own. */
export async function deviceOf(server: TestServer, personId: string, options: DeviceOptions = {}): Promise<TestDevice> {
  const { store = openMemoryStore(), trouble, offline, session = personId, cookiePerson = personId, ...parts } = options
  const dial: DeviceParts['connect'] = (cursor, events) =>
    nodeSockets(`http://127.0.0.1:${server.port}`, `${cookiePerson}/${session}`, 'http://school').connect(
      cursor,
      events,
    )
  const line = new BadLine(dial, trouble)
  if (offline) line.cut()
  // Reconnects after a hundredth of the usual time: 0 to 50 ms.
  const random = () => Math.random() / 100
  const device = await openDevice({ personId, store, connect: line.connect, random, ...parts })
  return { device, line, store }
}

/** Resolves as soon as `reached` is true. Asked after every change of the device or of an open chat. */
export function until(device: Device, reached: () => boolean, chat?: OpenChat): Promise<void> {
  return new Promise((resolve) => {
    const stops: (() => void)[] = []
    const check = () => {
      if (!reached()) return
      for (const stop of stops) stop()
      resolve()
    }
    for (const topic of ['link', 'chats', 'people', 'outbox', 'own', 'presence', 'storage', 'me'] as const)
      stops.push(device.on(topic, check))
    if (chat) stops.push(chat.on(check))
    check()
  })
}

export const live = ({ device }: TestDevice): Promise<void> => until(device, () => device.link() === 'live')

export const chatOfKind = (device: Device, kind: string): ChatId =>
  must(
    device.chats().find(({ head }) => head.kind === kind),
    kind,
  ).head.id

/** Opens and waits for the newest messages. */
export async function openFollowed({ device }: TestDevice, id: ChatId): Promise<OpenChat> {
  const chat = device.open(id)
  await until(device, () => device.isFollowing(id), chat)
  return chat
}

export const texts = (chat: OpenChat): string[] =>
  chat
    .rows()
    .filter((row) => row.kind === 'text')
    .map((row) => row.body)

export const rowOf = (chat: OpenChat, body: string): ShownMessage =>
  must(
    chat.rows().find((row) => row.body === body),
    body,
  )
