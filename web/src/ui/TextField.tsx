import { createUniqueId, type JSX, Show, splitProps } from 'solid-js'
import css from './Field.module.css'

export interface TextFieldProps extends Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'onInput' | 'value'> {
  label: string
  value: string
  onInput(value: string): void
  hint?: string | undefined
  /** Shown and read out at once when it appears. */
  error?: string | undefined
}

export function TextField(props: TextFieldProps) {
  const [own, rest] = splitProps(props, ['label', 'value', 'onInput', 'hint', 'error'])
  const id = createUniqueId()
  return (
    <div class={css.field}>
      <label class={css.label} for={id}>
        {own.label}
      </label>
      <input
        type="text"
        {...rest}
        id={id}
        class={css.box}
        value={own.value}
        onInput={(event) => own.onInput(event.currentTarget.value)}
        aria-invalid={own.error ? 'true' : undefined}
        aria-describedby={own.error ? `${id}-error` : own.hint ? `${id}-hint` : undefined}
      />
      <Show when={own.hint && !own.error}>
        <p class={css.hint} id={`${id}-hint`}>
          {own.hint}
        </p>
      </Show>
      <Show when={own.error}>
        <p class={css.error} id={`${id}-error`} role="alert">
          {own.error}
        </p>
      </Show>
    </div>
  )
}
