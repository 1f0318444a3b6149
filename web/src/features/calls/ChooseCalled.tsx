import type { PersonId } from '@zvonok/schema/core/ids'
import { createSignal } from 'solid-js'
import { createRead, sameItems } from '../../platform/create-read.ts'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { PeoplePicker } from '../contacts/PeoplePicker.tsx'
import { useChatRoom } from '../messages/chat-room.ts'

/** «Выберите участников»: whom of a group to ring; all at first. Who is not rung may join all the same. */
export function ChooseCalled(props: { onCall(people: readonly PersonId[]): void; onClose(): void }) {
  const { device, view } = useChatRoom()
  const members = createRead(
    device,
    ['people', 'chats'],
    () =>
      [...(view.members()?.keys() ?? [])]
        .filter((id) => id !== device.personId)
        .map((id) => device.person(id))
        .filter((person) => person !== undefined),
    sameItems,
  )
  const [chosen, setChosen] = createSignal<ReadonlySet<PersonId>>()
  const now = () => chosen() ?? new Set(members().map(({ id }) => id))
  return (
    <Dialog
      title={t('calls.choose')}
      closeLabel={t('core.close')}
      onClose={props.onClose}
      footer={
        <Button look="main" wide onClick={() => props.onCall([...now()])}>
          {t('calls.callThem')}
        </Button>
      }
    >
      <PeoplePicker label={t('calls.choose')} people={members()} chosen={now()} onChange={setChosen} />
    </Dialog>
  )
}
