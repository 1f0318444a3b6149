import type { PersonRow } from '@zvonok/schema/chats/head'
import type { PersonId } from '@zvonok/schema/core/ids'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { fullName, nameMatches, roleLine } from './names.ts'
import css from './PeoplePicker.module.css'

/** More than this are found by typing. */
const maxShown = 100

/** Checkboxes by name with a search box. The chosen ones stay in sight on top. */
export function PeoplePicker(props: {
  label: string
  people: readonly PersonRow[]
  chosen: ReadonlySet<PersonId>
  onChange(chosen: ReadonlySet<PersonId>): void
}) {
  const [query, setQuery] = createSignal('')
  const first = new Set(props.chosen)
  const shown = createMemo(() =>
    props.people
      .filter((person) => nameMatches(`${fullName(person)} ${person.note ?? ''}`, query()))
      .sort((a, b) => Number(first.has(b.id)) - Number(first.has(a.id)))
      .slice(0, maxShown),
  )
  function choose(id: PersonId, on: boolean) {
    const next = new Set(props.chosen)
    if (on) next.add(id)
    else next.delete(id)
    props.onChange(next)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot scroll its content
    <div role="group" aria-label={props.label} class={css.picker}>
      <SearchField label={t('chats.findPeople')} clearLabel={t('core.clearField')} value={query()} onInput={setQuery} />
      <div class={css.list}>
        <For
          each={shown()}
          fallback={
            <p role="status" class={css.none}>
              {t('core.nothingFound')}
            </p>
          }
        >
          {(person) => (
            <Checkbox
              label={fullName(person)}
              checked={props.chosen.has(person.id)}
              onChange={(on) => choose(person.id, on)}
            >
              <Avatar id={person.id} title={fullName(person)} size="small" />
              <span class={css.name}>
                {fullName(person)}
                <span class={css.role}>{roleLine(person)}</span>
              </span>
            </Checkbox>
          )}
        </For>
      </div>
      <Show when={props.chosen.size > 0}>
        <p class={css.count} role="status">
          {t('chats.chosen', { n: props.chosen.size })}
        </p>
      </Show>
    </div>
  )
}
