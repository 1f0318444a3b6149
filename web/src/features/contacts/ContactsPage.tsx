import { type ComponentProps, createMemo, createSignal, For, Match, Show, Switch } from 'solid-js'
import { Virtualizer } from 'virtua/solid'
import { createRead, sameItems } from '../../platform/create-read.ts'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { people as peopleIcon } from '../../ui/icons.ts'
import { PageFrame } from '../../ui/PageFrame.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { Section } from '../../ui/Section.tsx'
import { Later, SkeletonList } from '../../ui/Skeleton.tsx'
import { Contact } from './Contact.tsx'
import css from './ContactsPage.module.css'
import { createColleagues } from './create-colleagues.ts'
import { LeftChats } from './LeftChats.tsx'
import { fullName, nameMatches } from './names.ts'

/** CONTACTS-1..4, CONTACTS-8. Those one may write to, by name, and teachers of other schools. */
export function ContactsPage() {
  const device = useDevice()
  const [query, setQuery] = createSignal('')
  const [scroller, setScroller] = createSignal<HTMLDivElement>()
  const people = createRead(device, ['people'], () => device.contacts(), sameItems)
  const synced = createRead(device, ['link', 'chats'], () => device.syncedAtMs() !== undefined)
  const shown = createMemo(() =>
    query().trim() ? people().filter((one) => nameMatches(`${fullName(one)} ${one.note ?? ''}`, query())) : people(),
  )
  const colleagues = createColleagues(query)
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
        <Match when={shown().length === 0 && colleagues().length > 0}>{null}</Match>
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
      <Show when={colleagues().length > 0}>
        <Section title={t('contacts.colleagues')}>
          <ul>
            <For each={colleagues()}>
              {(person) => (
                <li>
                  <Contact person={person} />
                </li>
              )}
            </For>
          </ul>
        </Section>
      </Show>
    </PageFrame>
  )
}

const List = (props: ComponentProps<'ul'>) => <ul {...props} aria-label={t('app.contacts')} />
