import { type Accessor, createMemo, createSignal } from 'solid-js'
import type { Device, Topic } from './device.ts'

type Track = () => unknown
const tracks = new WeakMap<Device, Map<Topic, Track>>()

/** One listener a topic and device, however many screens read it. */
function track(device: Device, topic: Topic): void {
  const topics = tracks.get(device) ?? new Map<Topic, Track>()
  tracks.set(device, topics)
  const read = topics.get(topic) ?? listen(device, topic)
  topics.set(topic, read)
  read()
}

function listen(device: Device, topic: Topic): Track {
  const [version, bump] = createSignal(0)
  device.on(topic, () => bump((n) => n + 1))
  return version
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
export function sameFields<T extends object>(a: T | undefined, b: T | undefined): boolean {
  if (a === b) return true
  if (!a || !b) return false
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))]
  return left.length === right.size && left.every(([key, value]) => Object.is(value, right.get(key)))
}

export function sameMaps<K, V>(a: ReadonlyMap<K, V> | undefined, b: ReadonlyMap<K, V> | undefined): boolean {
  if (a === b) return true
  if (!a || !b || a.size !== b.size) return false
  for (const [key, value] of a) if (b.get(key) !== value) return false
  return true
}
