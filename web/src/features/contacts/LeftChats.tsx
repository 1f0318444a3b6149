import { comeBack } from '@zvonok/schema/chats/commands'
import { For, Show } from 'solid-js'
import { createRead, sameItems } from '../../platform/create-read.ts'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import css from './ContactsPage.module.css'

/** CHATS-16. Chats of the roster that one left. «Вернуться» waits for a line; the row goes when the chat is back in the list. */
export function LeftChats() {
  const device = useDevice()
  const chats = createRead(device, ['people', 'chats'], () => device.leftChats(), sameItems)
  return (
    <Show when={chats().length > 0}>
      <Section title={t('contacts.left')}>
        <ul>
          <For each={chats()}>
            {(chat) => (
              <li class={css.contact}>
                <Avatar id={chat.id} title={chat.title} size="large" />
                <span class={`${css.text} ${css.name}`}>{chat.title}</span>
                <Button onClick={() => device.run(comeBack, { chatId: chat.id })}>{t('contacts.comeBack')}</Button>
              </li>
            )}
          </For>
        </ul>
      </Section>
    </Show>
  )
}
