import { useNavigate } from '@solidjs/router'
import { openDirect } from '@zvonok/schema/chats/commands'
import type { PersonRow } from '@zvonok/schema/chats/head'
import { directChatId } from '@zvonok/schema/core/ids'
import { Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { chat, more } from '../../ui/icons.ts'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { blockItem } from './block-item.ts'
import css from './ContactsPage.module.css'
import { fullName, roleLine } from './names.ts'

const CallPerson = lazyPart(() => import('../calls/CallPerson.tsx').then((m) => m.CallPerson))

/** A person whom one may write to. «Написать» opens the chat at once, also offline. */
export function Contact(props: { person: PersonRow }) {
  const device = useDevice()
  const navigate = useNavigate()
  function write() {
    const chatId = directChatId(device.personId, props.person.id)
    if (!device.chat(chatId)) device.run(openDirect, { personId: props.person.id })
    navigate(`/chats/${chatId}`)
  }
  return (
    <div class={css.contact}>
      <Avatar id={props.person.id} title={fullName(props.person)} size="large" />
      <span class={css.text}>
        <span class={css.name}>{fullName(props.person)}</span>
        <span class={css.role}>{roleLine(props.person)}</span>
      </span>
      <Show when={props.person.contact === true || props.person.contact === undefined}>
        <Button icon={chat} class={css.write} onClick={write}>
          {t('contacts.write')}
        </Button>
        <CallPerson personId={props.person.id} />
      </Show>
      <MenuButton label={t('contacts.actions')} icon={more} items={() => [blockItem(device, props.person)]} />
    </div>
  )
}
