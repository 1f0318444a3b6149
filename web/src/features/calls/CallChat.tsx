import { useNavigate } from '@solidjs/router'
import { Show } from 'solid-js'
import { createOpenChat } from '../../platform/create-open-chat.ts'
import { t } from '../../platform/i18n/t.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { chat as chatIcon } from '../../ui/icons.ts'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { Composer } from '../messages/Composer.tsx'
import { ChatRoomContext, createChatRoom } from '../messages/chat-room.ts'
import { MessageLog } from '../messages/MessageLog.tsx'
import { SelectionBar } from '../messages/SelectionBar.tsx'
import { useCall } from './create-call-view.ts'

const MessageDialogs = lazyPart(() => import('../messages/MessageDialogs.tsx').then((m) => m.MessageDialogs))

/** The chat of the call: the same chat as in the list, which stays when the call is over. */
export function CallChat() {
  const view = useCall()
  const chatId = () => view.call()?.chats[0]
  return (
    <Show when={chatId()} keyed fallback={<EmptyState icon={chatIcon} title={t('calls.chat')} />}>
      {(id) => <OpenCallChat id={id} />}
    </Show>
  )
}

function OpenCallChat(props: { id: string }) {
  const { device } = useCall()
  const navigate = useNavigate()
  const room = createChatRoom(device, createOpenChat(device, props.id), navigate)
  return (
    <ChatRoomContext.Provider value={room}>
      <MessageLog />
      <Show when={room.selection()} fallback={<Composer />}>
        {(selection) => <SelectionBar count={selection().size} />}
      </Show>
      <Show when={room.dialog()}>{(dialog) => <MessageDialogs dialog={dialog()} />}</Show>
    </ChatRoomContext.Provider>
  )
}
