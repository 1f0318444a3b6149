import type { ChatItem, Device } from '../../platform/device.ts'
import { t } from '../../platform/i18n/t.ts'
import { callName } from '../contacts/names.ts'
import { noticeText } from '../messages/notice-text.ts'

/** CHATLIST-2. The last message in one line: «Вы: …», in groups «Анна: …». */
export function chatPreview(device: Device, { head, last }: ChatItem): string {
  if (!last) return t('chats.empty')
  if (last.kind === 'notice') return noticeText(device, last)
  const text = last.kind === 'deleted' ? t('messages.deleted') : last.body.replace(/\s+/g, ' ')
  if (last.author === device.personId) return t('chats.you', { text })
  if (head.kind === 'direct' || last.kind === 'deleted') return text
  return t('chats.from', { name: callName(device.person(last.author)), text })
}
