import type { MessageId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import { type Accessor, createContext, createSignal, type Setter, useContext } from 'solid-js'
import type { ChatView } from '../../platform/create-open-chat.ts'
import type { Device, ShownMessage } from '../../platform/device.ts'

/** What the input line is doing. */
export type ComposerMode =
  | { readonly kind: 'write' }
  | { readonly kind: 'reply'; readonly to: ShownMessage }
  | { readonly kind: 'edit'; readonly message: ShownMessage }

export type MessageDialog =
  | { readonly kind: 'delete' | 'forward'; readonly messages: readonly ShownMessage[] }
  | { readonly kind: 'readers'; readonly message: ShownMessage }

/** What the parts of an open chat share: the chat, what is being answered, what is selected, where to look. */
export interface ChatRoom {
  readonly device: Device
  readonly view: ChatView
  readonly mode: Accessor<ComposerMode>
  readonly setMode: Setter<ComposerMode>
  /** Undefined: nothing is being selected. */
  readonly selection: Accessor<ReadonlySet<MessageId> | undefined>
  readonly setSelection: Setter<ReadonlySet<MessageId> | undefined>
  readonly dialog: Accessor<MessageDialog | undefined>
  readonly setDialog: Setter<MessageDialog | undefined>
  /** A message to bring into view. */
  readonly target: Accessor<JumpTarget | undefined>
  jumpTo(id: MessageId, seq: number): void
  go(path: string): void
}

export interface JumpTarget {
  readonly id: MessageId
  readonly seq: number
}

export function createChatRoom(device: Device, view: ChatView, go: (path: string) => void): ChatRoom {
  const [mode, setMode] = createSignal<ComposerMode>({ kind: 'write' })
  const [selection, setSelection] = createSignal<ReadonlySet<MessageId>>()
  const [dialog, setDialog] = createSignal<MessageDialog>()
  const [target, setTarget] = createSignal<JumpTarget>()
  const jumpTo = (id: MessageId, seq: number) => void setTarget({ id, seq })
  return { device, view, mode, setMode, selection, setSelection, dialog, setDialog, target, jumpTo, go }
}

export const ChatRoomContext = createContext<ChatRoom>()

export const useChatRoom = (): ChatRoom => must(useContext(ChatRoomContext), 'a chat is open')

/** The messages that are selected, oldest first. */
export const selectedMessages = ({ selection, view }: ChatRoom): ShownMessage[] =>
  view.rows().filter(({ id }) => selection()?.has(id))

export function toggleSelected({ setSelection }: ChatRoom, id: MessageId): void {
  setSelection((selected) => {
    const next = new Set(selected)
    if (!next.delete(id)) next.add(id)
    return next.size > 0 ? next : undefined
  })
}
