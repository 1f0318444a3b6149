import type { ChatItem, Device } from '../../platform/device.ts'
import { t } from '../../platform/i18n/t.ts'
import { callName } from '../contacts/names.ts'
import { noticeText } from '../messages/notice-text.ts'

/** CHATLIST-2. The last message in one line: «Вы: …», in groups «Анна: …». What one cleared or deleted for oneself is not shown here either. */
export function chatPreview(device: Device, { head, last }: ChatItem): string {
  const { cleared, hidden } = device.own
  const isOnServer = last?.state === 'sent' || last?.state === 'read'
  if (!last || (isOnServer && (cleared.get(head.id) ?? 0) >= head.seq)) return t('chats.empty')
  if (isOnServer && head.last && hidden.has(head.last.id)) return t('messages.deletedForMe', { n: 1 })
  if (last.kind === 'notice') return noticeText(device, last)
  const text = last.kind === 'deleted' ? t('messages.deleted') : last.body.replace(/\s+/g, ' ')
  if (last.author === device.personId) return t('chats.you', { text })
  if (head.kind === 'direct' || last.kind === 'deleted') return text
  return t('chats.from', { name: callName(device.person(last.author)), text })
}
