import { excludeMember } from '@zvonok/schema/chats/commands'
import { mayExclude } from '@zvonok/schema/chats/rules'
import type { PersonId } from '@zvonok/schema/core/ids'
import { createMemo, createSignal } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { PeoplePicker } from '../contacts/PeoplePicker.tsx'
import { useChatRoom } from '../messages/chat-room.ts'

/** INFO-5. Several members at once; those whom the rule does not give are not listed. */
export function ExcludeDialog(props: { onClose(): void }) {
  const { device, view } = useChatRoom()
  const [chosen, setChosen] = createSignal<ReadonlySet<PersonId>>(new Set())
  const people = createMemo(() =>
    [...(view.members()?.keys() ?? [])]
      .filter((id) => mayExclude(view.facts(), device.personId, id).allowed)
      .map((id) => device.person(id))
      .filter((person) => person !== undefined),
  )
  function exclude() {
    for (const personId of chosen()) device.run(excludeMember, { chatId: view.id, personId })
    props.onClose()
  }
  return (
    <Dialog
      title={t('chats.excludeMembers')}
      closeLabel={t('core.close')}
      onClose={props.onClose}
      footer={
        <Button look="danger" disabled={chosen().size === 0} onClick={exclude}>
          {t('chats.exclude')}
        </Button>
      }
    >
      <PeoplePicker label={t('chats.members')} people={people()} chosen={chosen()} onChange={setChosen} />
    </Dialog>
  )
}
