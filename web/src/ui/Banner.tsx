import { type JSX, Show } from 'solid-js'
import css from './Banner.module.css'
import { Icon } from './Icon.tsx'

/** One quiet line about the state of things, with what can be done. */
export function Banner(props: {
  icon?: string
  tone?: 'quiet' | 'danger' | 'accent' | 'bell'
  role?: 'status' | 'alert' | 'note'
  children: JSX.Element
  action?: JSX.Element
}) {
  return (
    <div class={`${css.banner} ${css[props.tone ?? 'quiet']}`}>
      <Show when={props.icon}>{(path) => <Icon path={path()} class={css.icon} />}</Show>
      <p role={props.role ?? 'status'} class={css.text}>
        {props.children}
      </p>
      {props.action}
    </div>
  )
}
