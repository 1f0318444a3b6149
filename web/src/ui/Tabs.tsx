import { createUniqueId, For, type JSX } from 'solid-js'
import css from './Tabs.module.css'

/** Arrow keys go from tab to tab and choose it at once. */
export function Tabs<Value extends string>(props: {
  label: string
  value: Value
  options: readonly { readonly value: Value; readonly label: string }[]
  onChange(value: Value): void
  children: JSX.Element
}) {
  const id = createUniqueId()
  function onKeyDown(event: KeyboardEvent & { currentTarget: HTMLElement }) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (!step) return
    event.preventDefault()
    const at = props.options.findIndex(({ value }) => value === props.value)
    const next = props.options[(at + step + props.options.length) % props.options.length]
    if (!next) return
    props.onChange(next.value)
    event.currentTarget.querySelector<HTMLElement>('[aria-selected=true]')?.focus()
  }
  return (
    <>
      <div role="tablist" aria-label={props.label} tabindex="-1" class={css.tabs} onKeyDown={onKeyDown}>
        <For each={props.options}>
          {(option) => (
            <button
              type="button"
              role="tab"
              id={`${id}-${option.value}`}
              class={css.tab}
              aria-selected={option.value === props.value}
              aria-controls={`${id}-panel`}
              tabindex={option.value === props.value ? 0 : -1}
              onClick={() => props.onChange(option.value)}
            >
              {option.label}
            </button>
          )}
        </For>
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${props.value}`}>
        {props.children}
      </div>
    </>
  )
}
