import { maxPins, shownPins } from '@zvonok/schema/chats/own-document'
import type { ChatId } from '@zvonok/schema/core/ids'
import type { Device } from '../../platform/device.ts'
import { t } from '../../platform/i18n/t.ts'
import { showToast } from '../../ui/toasts.ts'

/** CHATLIST-3. A sixth pin is refused here: nothing changes and the reason is told. */
export function pinChat(device: Device, id: ChatId, on: boolean): void {
  const { pins } = device.own
  const shown = shownPins([...pins].filter(([chatId]) => device.chat(chatId)))
  if (!on) pins.delete(id)
  else if (shown.length >= maxPins) showToast(t('chats.pinLimit'), { role: 'alert' })
  else pins.set(id, device.nowMs())
}

export function muteChat(device: Device, id: ChatId, on: boolean): void {
  if (on) device.own.muted.set(id, true)
  else device.own.muted.delete(id)
}

/** CHATLIST-7. Can be taken back for five seconds. */
export function archiveChat(device: Device, id: ChatId, on: boolean): void {
  if (!on) device.own.archived.delete(id)
  else {
    device.own.archived.set(id, true)
    showToast(t('chats.archived'), { action: { label: t('core.undo'), run: () => device.own.archived.delete(id) } })
  }
}

/** CHATLIST-6. Reading marks up to the newest message; unread is a mark of one's own. */
export function markChatUnread(device: Device, id: ChatId, on: boolean): void {
  if (on) device.own.markedUnread.set(id, true)
  else {
    device.own.markedUnread.delete(id)
    readAll(device, id)
  }
}

function readAll(device: Device, id: ChatId): void {
  const item = device.chat(id)
  if (!item || item.unread === 0) return
  const chat = device.open(id)
  chat.markRead(item.head.seq)
  chat.close()
}
