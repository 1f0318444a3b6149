import type { ChatItem, Device } from '../../platform/device.ts'
import { t, type WordKey } from '../../platform/i18n/t.ts'
import * as icons from '../../ui/icons.ts'
import type { MenuItem } from '../../ui/Menu.tsx'
import { archiveChat, markChatUnread, muteChat, pinChat } from './arrange.ts'
import { askAboutChat } from './chat-question.ts'
import { type ChatSigns, chatSigns } from './chat-signs.ts'

interface ChatAction {
  readonly id: 'unread' | 'pin' | 'mute' | 'archive' | 'clear' | 'leave'
  label(signs: ChatSigns): WordKey
  icon(signs: ChatSigns): string
  readonly danger?: true
  /** Absent: always. */
  rule?(item: ChatItem): boolean
  run(device: Device, item: ChatItem, signs: ChatSigns): void
}

const isUnread = (signs: ChatSigns): boolean => signs.unread > 0 || signs.markedUnread

/** CHATLIST-5. What can be done to a chat: the list's menu, the chat's menu, a long press and a swipe draw the same objects. */
const actions: readonly ChatAction[] = [
  {
    id: 'unread',
    label: (signs) => (isUnread(signs) ? 'chats.markRead' : 'chats.markUnread'),
    icon: (signs) => (isUnread(signs) ? icons.mailOpen : icons.mail),
    run: (device, { head }, signs) => markChatUnread(device, head.id, !isUnread(signs)),
  },
  {
    id: 'pin',
    label: ({ pinned }) => (pinned ? 'chats.unpin' : 'chats.pin'),
    icon: ({ pinned }) => (pinned ? icons.pinOff : icons.pin),
    run: (device, { head }, { pinned }) => pinChat(device, head.id, !pinned),
  },
  {
    id: 'mute',
    label: ({ muted }) => (muted ? 'chats.unmute' : 'chats.mute'),
    icon: ({ muted }) => (muted ? icons.bell : icons.bellOff),
    run: (device, { head }, { muted }) => muteChat(device, head.id, !muted),
  },
  {
    id: 'archive',
    label: ({ archived }) => (archived ? 'chats.unarchive' : 'chats.archiveIt'),
    icon: ({ archived }) => (archived ? icons.unarchive : icons.archive),
    run: (device, { head }, { archived }) => archiveChat(device, head.id, !archived),
  },
  {
    id: 'clear',
    label: () => 'chats.clear',
    icon: () => icons.eraser,
    run: (_, { head }) => askAboutChat('clear', head.id),
  },
  {
    id: 'leave',
    label: () => 'chats.leave',
    icon: () => icons.leave,
    danger: true,
    rule: ({ head }) => head.kind !== 'direct',
    run: (_, { head }) => askAboutChat('leave', head.id),
  },
]

/** The actions as menu items; `only` takes some of them, in their order (a swipe). */
export function chatActions(device: Device, item: ChatItem, only?: readonly ChatAction['id'][]): MenuItem[] {
  const signs = chatSigns(device, item)
  const chosen = only ? only.map((id) => actions.find((action) => action.id === id)) : actions
  return chosen
    .filter((action) => action !== undefined && (action.rule?.(item) ?? true))
    .map((action) => action as ChatAction)
    .map((action) => ({
      label: t(action.label(signs)),
      icon: action.icon(signs),
      ...(action.danger && { danger: true }),
      run: () => action.run(device, item, signs),
    }))
}
