import { Show } from 'solid-js'
import { Icon } from './Icon.tsx'
import { close, search } from './icons.ts'
import css from './SearchField.module.css'

/** A search box with its name inside and a way to empty it. Esc empties it, then lets go. */
export function SearchField(props: {
  label: string
  clearLabel: string
  value: string
  onInput(value: string): void
  onKeyDown?(event: KeyboardEvent): void
  ref?: (element: HTMLInputElement) => void
  autofocus?: boolean
}) {
  function onKeyDown(event: KeyboardEvent) {
    props.onKeyDown?.(event)
    if (event.key !== 'Escape' || !props.value) return
    event.stopPropagation()
    event.preventDefault()
    props.onInput('')
  }
  return (
    <search class={css.frame}>
      <Icon path={search} class={css.icon} />
      <input
        ref={(element) => props.ref?.(element)}
        type="search"
        class={css.input}
        aria-label={props.label}
        placeholder={props.label}
        autocomplete="off"
        enterkeyhint="search"
        autofocus={props.autofocus}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Show when={props.value}>
        <button type="button" class={css.clear} aria-label={props.clearLabel} onClick={() => props.onInput('')}>
          <Icon path={close} />
        </button>
      </Show>
    </search>
  )
}
