import { Show } from 'solid-js'
import css from './Form.module.css'

/** What went wrong with the whole form; read out at once. */
export function Problem(props: { text: string | undefined }) {
  return (
    <Show when={props.text}>
      <p role="alert" class={css.problem}>
        {props.text}
      </p>
    </Show>
  )
}
