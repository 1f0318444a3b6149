import type { CallHead } from '@zvonok/schema/calls/call'
import type { Device } from '../../platform/device.ts'
import { t } from '../../platform/i18n/t.ts'
import { chatTitle } from '../chats/chat-title.ts'
import { fullName } from '../contacts/names.ts'

/** The own title, else that of its chat, else of what kind it is. */
export function callTitle(device: Device, call: Pick<CallHead, 'title' | 'chats' | 'kind' | 'startedBy'>): string {
  if (call.title) return call.title
  const item = device.chat(call.chats[0] ?? '')
  if (item) return chatTitle(item)
  if (call.kind === 'lesson') return t('calls.lesson')
  if (call.kind === 'meeting') return t('calls.meeting')
  const starter = call.startedBy === device.personId ? undefined : device.person(call.startedBy)
  return starter ? fullName(starter) : t('calls.untitled')
}
