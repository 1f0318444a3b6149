import { useNavigate, useSearchParams } from '@solidjs/router'
import { createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import { createRead, sameItems } from '../../platform/create-read.ts'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { Button } from '../../ui/Button.tsx'
import { createDesktop } from '../../ui/create-media.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { archive, back, chats, chevronRight, newChat, notebook } from '../../ui/icons.ts'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { Later, SkeletonList } from '../../ui/Skeleton.tsx'
import { ChatList } from './ChatList.tsx'
import css from './ChatListPane.module.css'
import { chatOrder } from './chat-order.ts'
import { SyncState } from './SyncState.tsx'

const SearchResults = lazyPart(() => import('../search/SearchResults.tsx').then((m) => m.SearchResults))
const CreateChatDialog = lazyPart(() => import('./CreateChatDialog.tsx').then((m) => m.CreateChatDialog))

/** The left column: search, then the chats, the archive, or what was found. */
export function ChatListPane() {
  const device = useDevice()
  const navigate = useNavigate()
  const desktop = createDesktop()
  const [params, setParams] = useSearchParams<{ archive?: string }>()
  const [query, setQuery] = createSignal('')
  const [creating, setCreating] = createSignal(false)
  let field: HTMLInputElement | undefined

  const inArchive = () => params.archive !== undefined
  const ids = createRead(device, ['chats', 'own'], () => chatOrder(device, false), sameItems)
  const archived = createRead(device, ['chats', 'own'], () => chatOrder(device, true), sameItems)
  const synced = createRead(device, ['link', 'chats'], () => device.syncedAtMs() !== undefined)

  const onFind = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.code !== 'KeyK') return
    event.preventDefault()
    field?.focus()
  }
  onMount(() => document.addEventListener('keydown', onFind))
  onCleanup(() => document.removeEventListener('keydown', onFind))

  const create = { label: t('chats.create'), icon: newChat, run: () => setCreating(true) }
  return (
    <section class={css.pane}>
      <header class={css.head}>
        <Show when={inArchive()}>
          <IconButton label={t('core.back')} icon={back} onClick={() => setParams({ archive: undefined })} />
        </Show>
        <h1 class={css.title}>{inArchive() ? t('chats.archive') : t('app.chats')}</h1>
        <SyncState />
        <Show when={desktop()} fallback={<MenuButton label={t('chats.new')} icon={newChat} items={() => [create]} />}>
          <IconButton label={t('chats.new')} icon={newChat} onClick={() => setCreating(true)} />
        </Show>
      </header>
      <div class={css.search}>
        <SearchField
          ref={(element) => (field = element)}
          label={t('chats.search')}
          clearLabel={t('core.clearField')}
          value={query()}
          onInput={setQuery}
        />
      </div>
      <Switch>
        <Match when={query().trim()}>
          <SearchResults query={query().trim()} onChoose={() => setQuery('')} />
        </Match>
        <Match when={inArchive()}>
          <Show when={archived().length > 0} fallback={<EmptyState icon={archive} title={t('chats.archiveEmpty')} />}>
            <ChatList ids={archived()} />
          </Show>
        </Match>
        <Match when={ids().length === 0 && archived().length === 0 && !synced()}>
          <Later>
            <SkeletonList rows={8} label={t('core.loading')} />
          </Later>
        </Match>
        <Match when={ids().length === 0 && archived().length === 0}>
          <EmptyState icon={chats} title={t('chats.none')} text={t('chats.noneText')}>
            <Button look="main" onClick={() => navigate('/contacts')}>
              {t('chats.toContacts')}
            </Button>
          </EmptyState>
        </Match>
        <Match when={true}>
          <ChatList
            ids={ids()}
            before={
              <>
                <Show when={!desktop()}>
                  <button type="button" class={css.row} onClick={() => navigate('/diary')}>
                    <span class={`${css.sign} ${css.bell}`}>
                      <Icon path={notebook} />
                    </span>
                    <span class={css.rowText}>{t('app.diary')}</span>
                    <Icon path={chevronRight} class={css.arrow} />
                  </button>
                </Show>
                <Show when={archived().length > 0}>
                  <button
                    type="button"
                    class={css.row}
                    aria-label={t('chats.archive')}
                    onClick={() => setParams({ archive: '1' })}
                  >
                    <span class={css.sign}>
                      <Icon path={archive} />
                    </span>
                    <span class={css.rowText}>{t('chats.archive')}</span>
                    <span class={css.count}>{archived().length}</span>
                  </button>
                </Show>
              </>
            }
          />
        </Match>
      </Switch>
      <Show when={creating()}>
        <CreateChatDialog onClose={() => setCreating(false)} />
      </Show>
    </section>
  )
}
