import { deleteMessage } from '@zvonok/schema/messages/commands'
import { mayDeleteForAll } from '@zvonok/schema/messages/rules'
import { createSignal, Show } from 'solid-js'
import type { ShownMessage } from '../../platform/device.ts'
import { t } from '../../platform/i18n/t.ts'
import { AlertDialog } from '../../ui/AlertDialog.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { showToast } from '../../ui/toasts.ts'
import { useChatRoom } from './chat-room.ts'

/** CHAT-12. For oneself (can be taken back for five seconds), or for all where the rule gives it for each of them. */
export function DeleteDialog(props: { messages: readonly ShownMessage[]; onClose(): void }) {
  const { device, view, setSelection } = useChatRoom()
  const [forAll, setForAll] = createSignal(false)
  const mayForAll = () =>
    props.messages.every((message) => mayDeleteForAll(view.facts(), device.personId, message, device.nowMs()).allowed)
  const count = () => props.messages.length

  function act() {
    const messages = [...props.messages]
    props.onClose()
    setSelection(undefined)
    if (forAll()) for (const { id } of messages) device.run(deleteMessage, { chatId: view.id, messageId: id })
    else hide(messages)
  }
  function hide(messages: readonly ShownMessage[]) {
    for (const { id } of messages) device.own.hidden.set(id, view.id)
    showToast(t('messages.deletedForMe', { n: messages.length }), {
      action: { label: t('core.undo'), run: () => messages.forEach(({ id }) => void device.own.hidden.delete(id)) },
    })
  }
  return (
    <AlertDialog
      role="dialog"
      title={t('messages.deleteTitle', { n: count() })}
      text={forAll() ? t('messages.sealed') : mayForAll() ? t('messages.deleteForMe') : ''}
      action={t('messages.delete')}
      cancel={t('core.cancel')}
      onAction={act}
      onClose={props.onClose}
    >
      <Show when={mayForAll()}>
        <Checkbox label={t('messages.deleteForAll')} checked={forAll()} onChange={setForAll} />
      </Show>
    </AlertDialog>
  )
}
