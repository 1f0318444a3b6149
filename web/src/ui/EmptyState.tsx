import { type JSX, Show } from 'solid-js'
import css from './EmptyState.module.css'
import { Icon } from './Icon.tsx'

/** Nothing is here yet: says so, and names the next step. */
export function EmptyState(props: { icon: string; title: string; text?: string | undefined; children?: JSX.Element }) {
  return (
    <div class={css.empty}>
      <span class={css.picture}>
        <Icon path={props.icon} />
      </span>
      <p class={css.title}>{props.title}</p>
      <Show when={props.text}>
        <p class={css.text}>{props.text}</p>
      </Show>
      {props.children}
    </div>
  )
}
