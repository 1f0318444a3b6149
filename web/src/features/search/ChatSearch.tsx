import { createSignal, onMount, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { close } from '../../ui/icons.ts'
import { SearchField } from '../../ui/SearchField.tsx'
import { useChatRoom } from '../messages/chat-room.ts'
import css from './ChatSearch.module.css'
import { SearchResults } from './SearchResults.tsx'

/** SEARCH-2. The search box of one chat, results under it over the log. */
export function ChatSearch(props: { onClose(): void }) {
  const { view } = useChatRoom()
  const [query, setQuery] = createSignal('')
  let field: HTMLInputElement | undefined
  onMount(() => field?.focus())
  return (
    <div class={css.bar}>
      <div class={css.line}>
        <div class={css.field}>
          <SearchField
            ref={(element) => (field = element)}
            label={t('messages.searchIn')}
            clearLabel={t('core.clearField')}
            value={query()}
            onInput={setQuery}
          />
        </div>
        <IconButton label={t('core.close')} icon={close} onClick={() => props.onClose()} />
      </div>
      <Show when={query().trim()}>
        <div class={css.results}>
          <SearchResults query={query().trim()} chatId={view.id} onChoose={() => setQuery('')} />
        </div>
      </Show>
    </div>
  )
}
