import { shownPins } from '@zvonok/schema/chats/own-document'
import type { ChatItem, Device } from '../../platform/device.ts'
import { t } from '../../platform/i18n/t.ts'

/** What stands beside a chat's title. */
export interface ChatSigns {
  readonly pinned: boolean
  readonly muted: boolean
  readonly archived: boolean
  readonly markedUnread: boolean
  readonly unread: number
}

export function chatSigns(device: Device, { head, unread }: ChatItem): ChatSigns {
  const { own } = device
  return {
    pinned: own.pins.has(head.id) && shownPins(own.pins.entries()).includes(head.id),
    muted: own.muted.has(head.id),
    archived: own.archived.has(head.id),
    markedUnread: own.markedUnread.has(head.id),
    unread,
  }
}

/** CHATLIST-4. The same for a screen reader: «Закреплённый. Без звука. Непрочитанных: 3». */
export function signsText(signs: ChatSigns): string {
  const parts = [
    signs.pinned && t('chats.pinned'),
    signs.muted && t('chats.muted'),
    signs.unread > 0 ? t('chats.unread', { n: signs.unread }) : signs.markedUnread && t('chats.markedUnread'),
  ]
  return parts.filter((part) => part).join('. ')
}
