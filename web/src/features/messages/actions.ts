import { openDirect, pinMessage } from '@zvonok/schema/chats/commands'
import { mayByPermission } from '@zvonok/schema/chats/rules'
import { directChatId } from '@zvonok/schema/core/ids'
import type { Decision } from '@zvonok/schema/core/refusal'
import { mayEdit, mayWrite } from '@zvonok/schema/messages/rules'
import type { ShownMessage } from '../../platform/device.ts'
import { t, type WordKey } from '../../platform/i18n/t.ts'
import * as icons from '../../ui/icons.ts'
import type { MenuItem } from '../../ui/Menu.tsx'
import * as moreIcons from '../../ui/more-icons.ts'
import { showToast } from '../../ui/toasts.ts'
import { type ChatRoom, toggleSelected } from './chat-room.ts'

/** Readers are listed in groups up to this size. */
const maxReadersGroup = 100

interface MessageAction {
  label(room: ChatRoom, message: ShownMessage): WordKey
  icon(room: ChatRoom, message: ShownMessage): string
  readonly danger?: true
  rule(room: ChatRoom, message: ShownMessage): boolean
  run(room: ChatRoom, message: ShownMessage): void
}

const allowed = (decision: Decision): boolean => decision.allowed
const isLiving = ({ kind }: ShownMessage): boolean => kind === 'text'
const isOnServer = ({ kind, seq }: ShownMessage): boolean => kind === 'text' && seq > 0
const isImportant = ({ device }: ChatRoom, { id }: ShownMessage): boolean => device.own.important.has(id)
const isPinned = ({ view }: ChatRoom, { id }: ShownMessage): boolean => view.facts()?.pinned.includes(id) ?? false
const isMine = ({ device }: ChatRoom, { author }: ShownMessage): boolean => author === device.personId

/** CHAT-7. What can be done to a message: the hover menu, the sheet of a long press and the keyboard draw the same objects. */
const actions: readonly MessageAction[] = [
  {
    label: () => 'messages.reply',
    icon: () => moreIcons.reply,
    rule: ({ view, device }, message) => isOnServer(message) && allowed(mayWrite(view.facts(), device.personId)),
    run: ({ setMode }, to) => setMode({ kind: 'reply', to }),
  },
  {
    label: () => 'messages.replyPrivately',
    icon: () => moreIcons.messagePlus,
    rule: (room, message) =>
      isOnServer(message) &&
      !isMine(room, message) &&
      room.view.item()?.head.kind !== 'direct' &&
      room.device.person(message.author)?.contact === true,
    run: replyPrivately,
  },
  {
    label: () => 'messages.edit',
    icon: () => moreIcons.edit,
    rule: ({ view, device }, message) =>
      message.seq > 0 && allowed(mayEdit(view.facts(), device.personId, message, device.nowMs())),
    run: ({ setMode }, message) => setMode({ kind: 'edit', message }),
  },
  {
    label: () => 'messages.copy',
    icon: () => moreIcons.copy,
    rule: (_, message) => isLiving(message),
    run: (_, message) => copyText(message.body),
  },
  {
    label: () => 'messages.forward',
    icon: () => moreIcons.forward,
    rule: (_, message) => isLiving(message),
    run: ({ setDialog }, message) => setDialog({ kind: 'forward', messages: [message] }),
  },
  {
    label: (room, message) => (isPinned(room, message) ? 'messages.unpin' : 'messages.pin'),
    icon: (room, message) => (isPinned(room, message) ? icons.pinOff : icons.pin),
    rule: ({ view, device }, message) =>
      isOnServer(message) && allowed(mayByPermission(view.facts(), device.personId, 'pin')),
    run: (room, { id }) =>
      room.device.run(pinMessage, {
        chatId: room.view.id,
        messageId: id,
        on: !(room.view.facts()?.pinned.includes(id) ?? false),
      }),
  },
  {
    label: (room, message) => (isImportant(room, message) ? 'messages.unstar' : 'messages.star'),
    icon: (room, message) => (isImportant(room, message) ? moreIcons.starOff : moreIcons.star),
    rule: (_, message) => isOnServer(message),
    run: (room, message) => {
      const { important } = room.device.own
      if (important.has(message.id)) important.delete(message.id)
      else important.set(message.id, room.view.id)
    },
  },
  {
    label: () => 'messages.readers',
    icon: () => icons.checks,
    rule: (room, message) =>
      isOnServer(message) &&
      isMine(room, message) &&
      room.view.item()?.head.kind !== 'direct' &&
      (room.view.item()?.head.memberCount ?? 0) <= maxReadersGroup,
    run: ({ setDialog }, message) => setDialog({ kind: 'readers', message }),
  },
  {
    label: () => (window.matchMedia('(width >= 64rem)').matches ? 'messages.select' : 'messages.more'),
    icon: () => moreIcons.list,
    rule: (_, message) => isOnServer(message),
    run: (room, { id }) => toggleSelected(room, id),
  },
  {
    label: () => 'messages.delete',
    icon: () => moreIcons.trash,
    danger: true,
    rule: (_, message) => isLiving(message),
    run: (room, message) => {
      if (message.seq > 0) room.setDialog({ kind: 'delete', messages: [message] })
      else room.device.discard(message.id)
    },
  },
]

/** The actions that the rules give for this message, as menu items. Notices and tombstones have none. */
export function messageActions(room: ChatRoom, message: ShownMessage): MenuItem[] {
  return actions
    .filter((action) => action.rule(room, message))
    .map((action) => ({
      label: t(action.label(room, message)),
      icon: action.icon(room, message),
      ...(action.danger && { danger: true }),
      run: () => action.run(room, message),
    }))
}

/** A reply stays inside its chat, so the quoted line goes along as text. */
function replyPrivately({ device, go }: ChatRoom, message: ShownMessage): void {
  const chatId = directChatId(device.personId, message.author)
  if (!device.chat(chatId)) device.run(openDirect, { personId: message.author })
  const quote = message.body.split('\n')[0]?.slice(0, 120)
  device.setDraft(chatId, `> ${quote}\n${device.draft(chatId)}`)
  go(`/chats/${chatId}`)
}

export function copyText(text: string): void {
  void navigator.clipboard.writeText(text).then(() => showToast(t('messages.copied')))
}
