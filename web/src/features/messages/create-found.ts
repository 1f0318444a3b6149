import type { MessageId } from '@zvonok/schema/core/ids'
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import { sameItems } from '../../platform/create-read.ts'
import type { FoundMessage, ShownMessage } from '../../platform/device.ts'
import { useChatRoom } from './chat-room.ts'

type Found = Pick<ShownMessage & FoundMessage, 'id' | 'seq' | 'author' | 'atMs' | 'body'>

/** PLATFORM-39. The texts of these messages, oldest first: from the loaded rows at once, the others when the server has found them. */
export function createFound(ids: Accessor<readonly MessageId[]>): Accessor<readonly Found[]> {
  const { device, view } = useChatRoom()
  const wanted = createMemo(() => new Set(ids()))
  const here = createMemo(() => view.rows().filter(({ id, kind }) => kind === 'text' && wanted().has(id)))
  const missing = createMemo(() => [...wanted()].filter((id) => !here().some((row) => row.id === id)), [], {
    equals: sameItems,
  })
  const [there, setThere] = createSignal<readonly FoundMessage[]>([])
  async function ask(asked: readonly MessageId[]): Promise<void> {
    const found = asked.length > 0 ? await view.chat.find(asked) : []
    if (missing() === asked) setThere(found)
  }
  createEffect(on(missing, (asked) => void ask(asked)))
  onCleanup(device.on('link', () => device.link() === 'live' && void ask(missing())))
  return () => [...there().filter(({ id }) => missing().includes(id)), ...here()]
}
