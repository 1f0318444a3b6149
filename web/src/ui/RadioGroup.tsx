import { createUniqueId, For } from 'solid-js'
import css from './Checkbox.module.css'
import field from './Field.module.css'

export function RadioGroup<Value extends string>(props: {
  label: string
  value: Value
  options: readonly { readonly value: Value; readonly label: string }[]
  onChange(value: Value): void
}) {
  const id = createUniqueId()
  return (
    <div role="radiogroup" aria-labelledby={id}>
      <p class={field.label} id={id}>
        {props.label}
      </p>
      <For each={props.options}>
        {(option) => (
          <label class={css.row}>
            <input
              type="radio"
              name={id}
              class={css.box}
              checked={option.value === props.value}
              onChange={() => props.onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        )}
      </For>
    </div>
  )
}
