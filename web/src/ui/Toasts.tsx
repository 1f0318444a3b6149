import { For, Show } from 'solid-js'
import css from './Toasts.module.css'
import { dropToast, shownToasts } from './toasts.ts'

/** Where toasts appear; stands once in the shell. */
export function Toasts() {
  return (
    <div class={css.place}>
      <For each={shownToasts()}>
        {(toast) => (
          <div class={css.toast}>
            <p role={toast.role}>{toast.text}</p>
            <Show when={toast.action}>
              {(action) => (
                <button
                  type="button"
                  class={css.action}
                  onClick={() => {
                    action().run()
                    dropToast(toast.id)
                  }}
                >
                  {action().label}
                </button>
              )}
            </Show>
          </div>
        )}
      </For>
    </div>
  )
}
