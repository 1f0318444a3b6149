import type { ChatId } from '@zvonok/schema/core/ids'
import { For, Show } from 'solid-js'
import { createRead } from '../../platform/create-read.ts'
import type { Device } from '../../platform/device.ts'
import { t } from '../../platform/i18n/t.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { star } from '../../ui/more-icons.ts'
import { chatTime } from '../chats/chat-time.ts'
import { fullName } from '../contacts/names.ts'
import { useChatRoom } from './chat-room.ts'
import { createFound } from './create-found.ts'
import css from './ImportantDialog.module.css'

/** CHAT-15. What one marked in this chat, newest first; only oneself sees it. */
export function ImportantDialog(props: { onClose(): void }) {
  const { device, view, jumpTo } = useChatRoom()
  const marked = createRead(device, ['own'], () => importantIn(device, view.id))
  const found = createFound(marked)
  const messages = () => found().toReversed()
  const name = (id: string) => fullName(id === device.personId ? device.me() : device.person(id))
  return (
    <Dialog title={t('messages.importantList')} closeLabel={t('core.close')} onClose={props.onClose}>
      <Show
        when={messages().length > 0}
        fallback={<EmptyState icon={star} title={t('messages.importantNone')} text={t('messages.importantText')} />}
      >
        <ul aria-label={t('messages.importantList')}>
          <For each={messages()}>
            {(message) => (
              <li>
                <button
                  type="button"
                  class={css.message}
                  onClick={() => {
                    props.onClose()
                    jumpTo(message.id, message.seq)
                  }}
                >
                  <span class={css.author}>{name(message.author)}</span>
                  <span class={css.time}>{chatTime(message.atMs, device.nowMs())}</span>
                  <span class={css.text}>{message.body}</span>
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Dialog>
  )
}

/** At most as many as the server looks for at once, the last marked ones. */
const importantIn = (device: Device, chatId: ChatId) =>
  [...device.own.important]
    .filter(([, chat]) => chat === chatId)
    .slice(-50)
    .map(([id]) => id)
