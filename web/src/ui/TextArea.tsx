import { createUniqueId, type JSX, Show, splitProps } from 'solid-js'
import css from './Field.module.css'

export interface TextAreaProps extends Omit<JSX.TextareaHTMLAttributes<HTMLTextAreaElement>, 'onInput' | 'value'> {
  label: string
  value: string
  onInput(value: string): void
  hint?: string | undefined
}

/** A field of several lines. */
export function TextArea(props: TextAreaProps) {
  const [own, rest] = splitProps(props, ['label', 'value', 'onInput', 'hint'])
  const id = createUniqueId()
  return (
    <div class={css.field}>
      <label class={css.label} for={id}>
        {own.label}
      </label>
      <textarea
        {...rest}
        id={id}
        class={css.box}
        value={own.value}
        onInput={(event) => own.onInput(event.currentTarget.value)}
        aria-describedby={own.hint ? `${id}-hint` : undefined}
      />
      <Show when={own.hint}>
        <p class={css.hint} id={`${id}-hint`}>
          {own.hint}
        </p>
      </Show>
    </div>
  )
}
