import type { ChatId } from '@zvonok/schema/core/ids'
import { type Accessor, createMemo, createSignal, onCleanup } from 'solid-js'
import { sameItems, sameMaps } from './create-read.ts'
import type { Device } from './device.ts'

/** An open chat as signals. Each tells its readers only when its own value changed: typing redraws no list. */
export function createOpenChat(device: Device, id: ChatId) {
  const chat = device.open(id)
  const [version, bump] = createSignal(0)
  const off = chat.on(() => bump((n) => n + 1))
  onCleanup(() => {
    off()
    chat.close()
  })
  const read = <T>(ask: () => T, equals: (a: T, b: T) => boolean = Object.is): Accessor<T> =>
    createMemo<T>(
      () => {
        version()
        return ask()
      },
      undefined as T,
      { equals },
    )
  return {
    id,
    chat,
    item: read(() => chat.item()),
    facts: read(() => chat.facts()),
    rows: read(() => chat.rows(), sameItems),
    phase: read(() => chat.phase()),
    hasOlder: read(() => chat.hasOlder()),
    members: read(() => chat.members()),
    seen: read(() => chat.seen(), sameMaps),
    typing: read(() => chat.typing(), sameItems),
  }
}

export type ChatView = ReturnType<typeof createOpenChat>
