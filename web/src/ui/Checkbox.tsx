import { type JSX, Show } from 'solid-js'
import css from './Checkbox.module.css'

/** `children` stand in place of the visible label (an avatar with a name); the accessible name stays `label`. */
export function Checkbox(props: {
  label: string
  checked: boolean
  onChange(checked: boolean): void
  disabled?: boolean
  children?: JSX.Element
}) {
  return (
    <label class={css.row}>
      <input
        type="checkbox"
        class={css.box}
        aria-label={props.label}
        checked={props.checked}
        disabled={props.disabled}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <Show when={props.children} fallback={<span>{props.label}</span>}>
        {props.children}
      </Show>
    </label>
  )
}
