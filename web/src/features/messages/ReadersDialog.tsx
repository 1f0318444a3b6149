import { createMemo, createSignal, For, Show } from 'solid-js'
import type { ShownMessage } from '../../platform/device.ts'
import { t } from '../../platform/i18n/t.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { fullName } from '../contacts/names.ts'
import { useChatRoom } from './chat-room.ts'
import css from './ReadersDialog.module.css'

/** CHAT-14. Who has read up to this message, and who has not. */
export function ReadersDialog(props: { message: ShownMessage; onClose(): void }) {
  const { device, view } = useChatRoom()
  const [tab, setTab] = createSignal<'read' | 'unread'>('read')
  const people = createMemo(() => {
    const seen = view.seen()
    const ids = [...(view.members()?.keys() ?? seen.keys())].filter((id) => id !== device.personId)
    const isRead = tab() === 'read'
    return ids
      .filter((id) => (seen.get(id) ?? 0) >= props.message.seq === isRead)
      .map((id) => ({ id, name: fullName(device.person(id)) }))
      .sort((a, b) => a.name.localeCompare(b.name))
  })
  return (
    <Dialog title={t('messages.readers')} closeLabel={t('core.close')} onClose={props.onClose}>
      <Tabs
        label={t('messages.readers')}
        value={tab()}
        options={[
          { value: 'read', label: t('messages.didRead') },
          { value: 'unread', label: t('messages.didNotRead') },
        ]}
        onChange={setTab}
      >
        <Show
          when={people().length > 0}
          fallback={<p class={css.none}>{t(tab() === 'read' ? 'messages.nobodyYet' : 'messages.everybody')}</p>}
        >
          <ul class={css.list}>
            <For each={people()}>
              {(person) => (
                <li class={css.person}>
                  <Avatar id={person.id} title={person.name} size="small" />
                  {person.name}
                </li>
              )}
            </For>
          </ul>
        </Show>
      </Tabs>
    </Dialog>
  )
}
