import type { ChatId } from '@zvonok/schema/core/ids'
import { sendMessage } from '@zvonok/schema/messages/commands'
import { createMemo, createSignal, For } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { showToast } from '../../ui/toasts.ts'
import { chatOrder } from '../chats/chat-order.ts'
import { chatHueId, chatTitle } from '../chats/chat-title.ts'
import { nameMatches } from '../contacts/names.ts'
import css from './ForwardDialog.module.css'

const maxShown = 100

/** CHAT-13. Sends the texts into the chosen chats, also offline. */
export function ForwardDialog(props: { title: string; texts: readonly string[]; onClose(sent: boolean): void }) {
  const device = useDevice()
  const [query, setQuery] = createSignal('')
  const [chosen, setChosen] = createSignal<ReadonlySet<ChatId>>(new Set())
  const items = createMemo(() =>
    [...chatOrder(device, false), ...chatOrder(device, true)]
      .map((id) => device.chat(id))
      .filter((item) => item !== undefined)
      .filter((item) => !query() || nameMatches(chatTitle(item), query()))
      .filter(({ head, mine }) => !mine.muted && (head.permissions.write === 'all' || mine.role === 'admin'))
      .slice(0, maxShown),
  )
  function choose(id: ChatId, on: boolean) {
    const next = new Set(chosen())
    if (on) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  function send() {
    for (const chatId of chosen()) for (const text of props.texts) device.run(sendMessage, { chatId, text })
    showToast(t('messages.forwarded', { n: chosen().size }))
    props.onClose(true)
  }
  return (
    <Dialog
      title={props.title}
      closeLabel={t('core.close')}
      onClose={() => props.onClose(false)}
      footer={
        <Button look="main" disabled={chosen().size === 0} onClick={send}>
          {t('messages.forward')}
        </Button>
      }
    >
      <SearchField label={t('chats.search')} clearLabel={t('core.clearField')} value={query()} onInput={setQuery} />
      <div class={css.list}>
        <For each={items()}>
          {(item) => (
            <Checkbox
              label={chatTitle(item)}
              checked={chosen().has(item.head.id)}
              onChange={(on) => choose(item.head.id, on)}
            >
              <Avatar id={chatHueId(item)} title={chatTitle(item)} size="small" />
              <span>{chatTitle(item)}</span>
            </Checkbox>
          )}
        </For>
      </div>
    </Dialog>
  )
}
