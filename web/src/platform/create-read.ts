import { type Accessor, createMemo, createSignal } from 'solid-js'
import type { Device, Topic } from './device.ts'

type Track = () => unknown
const tracks = new WeakMap<Device, Map<Topic, Track>>()

/** One listener a topic and device, however many screens read it. */
function track(device: Device, topic: Topic): void {
  let topics = tracks.get(device)
  if (!topics) tracks.set(device, (topics = new Map()))
  let read = topics.get(topic)
  if (!read) {
    const [version, bump] = createSignal(0)
    device.on(topic, () => bump((n) => n + 1))
    topics.set(topic, (read = version))
  }
  read()
}

/** What `read` says of the device, asked again whenever one of `topics` changes; readers hear of it only when the value differs. */
export function createRead<T>(
  device: Device,
  topics: readonly Topic[],
  read: () => T,
  equals: (a: T, b: T) => boolean = Object.is,
): Accessor<T> {
  return createMemo<T>(
    () => {
      for (const topic of topics) track(device, topic)
      return read()
    },
    undefined as T,
    { equals },
  )
}

/** Same length and same members in the same order. */
export const sameItems = <T>(a: readonly T[] | undefined, b: readonly T[] | undefined): boolean =>
  a === b ||
  (a !== undefined && b !== undefined && a.length === b.length && a.every((each, i) => Object.is(each, b[i])))

/** Same keys with the same values. */
export function sameFields<T extends object | undefined>(a: T, b: T): boolean {
  if (a === b) return true
  if (!a || !b) return false
  const keys = Object.keys(a) as (keyof T)[]
  return keys.length === Object.keys(b).length && keys.every((key) => Object.is(a[key], b[key]))
}
