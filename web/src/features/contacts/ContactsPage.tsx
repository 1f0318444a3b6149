import { useNavigate } from '@solidjs/router'
import { openDirect } from '@zvonok/schema/chats/commands'
import type { PersonRow } from '@zvonok/schema/chats/head'
import { directChatId } from '@zvonok/schema/core/ids'
import { type ComponentProps, createMemo, createSignal, Match, Show, Switch } from 'solid-js'
import { Virtualizer } from 'virtua/solid'
import { createRead, sameItems } from '../../platform/create-read.ts'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { chat, more, people as peopleIcon } from '../../ui/icons.ts'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { PageFrame } from '../../ui/PageFrame.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { Later, SkeletonList } from '../../ui/Skeleton.tsx'
import { blockItem } from './block-item.ts'
import css from './ContactsPage.module.css'
import { LeftChats } from './LeftChats.tsx'
import { fullName, nameMatches, roleLine } from './names.ts'

/** CONTACTS-1..4. Those one may write to, by name. «Написать» opens the chat at once, also offline. */
export function ContactsPage() {
  const device = useDevice()
  const [query, setQuery] = createSignal('')
  const [scroller, setScroller] = createSignal<HTMLDivElement>()
  const people = createRead(device, ['people'], () => device.contacts(), sameItems)
  const synced = createRead(device, ['link', 'chats'], () => device.syncedAtMs() !== undefined)
  const shown = createMemo(() =>
    query().trim() ? people().filter((one) => nameMatches(`${fullName(one)} ${one.note ?? ''}`, query())) : people(),
  )
  return (
    <PageFrame title={t('app.contacts')} scroller={setScroller}>
      <div class={css.search}>
        <SearchField
          label={t('contacts.search')}
          clearLabel={t('core.clearField')}
          value={query()}
          onInput={setQuery}
        />
      </div>
      <LeftChats />
      <Switch>
        <Match when={people().length === 0 && !synced()}>
          <Later>
            <SkeletonList rows={8} label={t('core.loading')} />
          </Later>
        </Match>
        <Match when={people().length === 0}>
          <EmptyState icon={peopleIcon} title={t('contacts.none')} text={t('contacts.noneText')} />
        </Match>
        <Match when={shown().length === 0}>
          <p role="status" class={css.nothing}>
            {t('core.nothingFound')}
          </p>
        </Match>
        <Match when={true}>
          <Virtualizer data={shown()} scrollRef={scroller() as HTMLElement} startMargin={112} as={List} item="li">
            {(person) => <Contact person={person} />}
          </Virtualizer>
        </Match>
      </Switch>
    </PageFrame>
  )
}

const List = (props: ComponentProps<'ul'>) => <ul {...props} aria-label={t('app.contacts')} />

function Contact(props: { person: PersonRow }) {
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
      </Show>
      <MenuButton label={t('contacts.actions')} icon={more} items={() => [blockItem(device, props.person)]} />
    </div>
  )
}
