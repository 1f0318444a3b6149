import { renameChat } from '@zvonok/schema/chats/commands'
import { createSignal, createUniqueId } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useChatRoom } from '../messages/chat-room.ts'

/** INFO-3. */
export function RenameDialog(props: { onClose(): void }) {
  const { device, view } = useChatRoom()
  const formId = createUniqueId()
  const [title, setTitle] = createSignal(view.item()?.head.title ?? '')
  function rename(event: SubmitEvent) {
    event.preventDefault()
    const next = title().trim()
    if (next && next !== view.item()?.head.title) device.run(renameChat, { chatId: view.id, title: next })
    props.onClose()
  }
  return (
    <Dialog
      title={t('chats.rename')}
      closeLabel={t('core.close')}
      onClose={props.onClose}
      footer={
        <Button type="submit" form={formId} look="main" disabled={!title().trim()}>
          {t('core.save')}
        </Button>
      }
    >
      <form id={formId} onSubmit={rename}>
        <TextField label={t('chats.renameTitle')} value={title()} onInput={setTitle} maxlength={100} autofocus />
      </form>
    </Dialog>
  )
}
