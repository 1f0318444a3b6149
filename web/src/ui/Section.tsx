import { createUniqueId, type JSX, Show } from 'solid-js'
import css from './Section.module.css'

/** A part of a page. Named by its visible title, or by `label` where the content speaks for itself. */
export function Section(props: { title?: string; label?: string; children: JSX.Element }) {
  const id = createUniqueId()
  return (
    <section class={css.section} aria-labelledby={props.title ? id : undefined} aria-label={props.label}>
      <Show when={props.title}>
        <h2 class={css.title} id={id}>
          {props.title}
        </h2>
      </Show>
      {props.children}
    </section>
  )
}
