import { shownPins } from '@zvonok/schema/chats/own-document'
import type { ChatId } from '@zvonok/schema/core/ids'
import type { ChatItem, Device } from '../../platform/device.ts'

/** CHATLIST-1. Pinned chats first, newest pin on top; then by the last message, newest on top. Archived chats stand in a list of their own. */
export function chatOrder(device: Device, archived: boolean): ChatId[] {
  const { own } = device
  const chats = device.chats().filter(({ head }) => own.archived.has(head.id) === archived)
  const byTime = chats.map((item) => [item.head.id, lastAtMs(item)] as const).sort((a, b) => b[1] - a[1])
  const here = new Set(byTime.map(([id]) => id))
  const pinned = archived ? [] : shownPins([...own.pins].filter(([id]) => here.has(id)))
  const rest = new Set(pinned)
  return [...pinned, ...byTime.map(([id]) => id).filter((id) => !rest.has(id))]
}

const lastAtMs = (item: ChatItem): number => item.last?.atMs ?? 0
