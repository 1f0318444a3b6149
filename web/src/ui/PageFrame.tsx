import type { JSX } from 'solid-js'
import css from './PageFrame.module.css'

/** A page of its own: heading and one column in the middle of the screen. */
export function PageFrame(props: { title: string; children: JSX.Element; scroller?(element: HTMLDivElement): void }) {
  return (
    <div class={css.page} ref={(element) => props.scroller?.(element)}>
      <div class={css.column}>
        <h1 class={css.title}>{props.title}</h1>
        {props.children}
      </div>
    </div>
  )
}
