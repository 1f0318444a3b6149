import { createUniqueId, Show } from 'solid-js'
import css from './Switch.module.css'

/** On or off, at once. */
export function Switch(props: {
  label: string
  checked: boolean
  onChange(checked: boolean): void
  hint?: string | undefined
  disabled?: boolean
}) {
  const id = createUniqueId()
  return (
    <div class={css.row}>
      <label class={css.label} for={id}>
        {props.label}
      </label>
      <input
        id={id}
        type="checkbox"
        role="switch"
        class={css.switch}
        checked={props.checked}
        aria-checked={props.checked}
        disabled={props.disabled}
        aria-describedby={props.hint ? `${id}-hint` : undefined}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <Show when={props.hint}>
        <p class={css.hint} id={`${id}-hint`}>
          {props.hint}
        </p>
      </Show>
    </div>
  )
}
