import { createEffect, type JSX, Show } from 'solid-js'
import { Icon } from '../../ui/Icon.tsx'
import css from './CardPage.module.css'

/** One question on a quiet ground: the pages of the ID, of linking, and the journal's sign-in. */
export function CardPage(props: {
  brand: string
  brandIcon: string
  title: string
  text?: string | undefined
  children: JSX.Element
  /** Below the card. */
  below?: JSX.Element
}) {
  createEffect(() => {
    document.title = `${props.title} — ${props.brand}`
  })
  return (
    <div class={css.page}>
      <main class={css.column}>
        <p class={css.brand}>
          <span class={css.sign}>
            <Icon path={props.brandIcon} />
          </span>
          {props.brand}
        </p>
        <section class={css.card}>
          <header class={css.head}>
            <h1 class={css.title}>{props.title}</h1>
            <Show when={props.text}>
              <p class={css.text}>{props.text}</p>
            </Show>
          </header>
          {props.children}
        </section>
        {props.below}
      </main>
    </div>
  )
}
