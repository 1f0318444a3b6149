import { createSignal, Index, type JSX, onCleanup, Show } from 'solid-js'
import css from './Skeleton.module.css'

/** Shows `children` only when waiting takes longer than 150 ms, so that quick answers do not flicker. */
export function Later(props: { children: JSX.Element }) {
  const [shown, setShown] = createSignal(false)
  const timer = setTimeout(() => setShown(true), 150)
  onCleanup(() => clearTimeout(timer))
  return <Show when={shown()}>{props.children}</Show>
}

/** Grey rows in the shape of a list of people or chats. */
export function SkeletonList(props: { rows: number; label: string }) {
  return (
    <div role="status" aria-label={props.label} class={css.list}>
      <Index each={Array.from({ length: props.rows })}>
        {() => (
          <div class={css.row}>
            <span class={css.circle} />
            <span class={css.lines}>
              <span class={css.line} />
              <span class={css.line} />
            </span>
          </div>
        )}
      </Index>
    </div>
  )
}
