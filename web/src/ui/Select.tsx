import { createUniqueId, For, Show } from 'solid-js'
import field from './Field.module.css'
import { Icon } from './Icon.tsx'
import { chevronDown } from './more-icons.ts'
import css from './Select.module.css'

export interface SelectProps<Value extends string> {
  label: string
  value: Value
  options: readonly { readonly value: Value; readonly label: string }[]
  onChange(value: Value): void
  disabled?: boolean
  hint?: string | undefined
}

/** The browser's own list: on phones it opens as the system's. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const id = createUniqueId()
  return (
    <div class={field.field}>
      <label class={field.label} for={id}>
        {props.label}
      </label>
      <div class={css.frame}>
        <select
          id={id}
          class={`${field.box} ${css.select}`}
          disabled={props.disabled}
          aria-describedby={props.hint ? `${id}-hint` : undefined}
          onChange={(event) => props.onChange(event.currentTarget.value as Value)}
        >
          <For each={props.options}>
            {(option) => (
              <option value={option.value} selected={option.value === props.value}>
                {option.label}
              </option>
            )}
          </For>
        </select>
        <Icon path={chevronDown} class={css.arrow} />
      </div>
      <Show when={props.hint}>
        <p class={field.hint} id={`${id}-hint`}>
          {props.hint}
        </p>
      </Show>
    </div>
  )
}
