import { addMembers } from '@zvonok/schema/chats/commands'
import type { PersonId } from '@zvonok/schema/core/ids'
import { createSignal } from 'solid-js'
import { createRead } from '../../platform/create-read.ts'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { PeoplePicker } from '../contacts/PeoplePicker.tsx'
import { useChatRoom } from '../messages/chat-room.ts'

/** INFO-4. People one may write to who are not yet members. */
export function AddMembersDialog(props: { onClose(): void }) {
  const { device, view } = useChatRoom()
  const [chosen, setChosen] = createSignal<ReadonlySet<PersonId>>(new Set())
  const people = createRead(device, ['people'], () => device.contacts().filter(({ id }) => !view.members()?.has(id)))
  function add() {
    device.run(addMembers, { chatId: view.id, people: [...chosen()] })
    props.onClose()
  }
  return (
    <Dialog
      title={t('chats.addMembers')}
      closeLabel={t('core.close')}
      onClose={props.onClose}
      footer={
        <Button look="main" disabled={chosen().size === 0} onClick={add}>
          {t('core.add')}
        </Button>
      }
    >
      <PeoplePicker label={t('chats.people')} people={people()} chosen={chosen()} onChange={setChosen} />
    </Dialog>
  )
}
