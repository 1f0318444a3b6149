import { For } from 'solid-js'
import css from './MessageText.module.css'
import { isEmojiOnly, textParts } from './text-parts.ts'

/** The text with its links; no previews, so that nobody learns what was read. */
export function MessageText(props: { text: string; id: string }) {
  return (
    <span id={props.id} class={`${css.text} ${isEmojiOnly(props.text) ? css.large : ''}`}>
      <For each={textParts(props.text)}>
        {(part) =>
          part.href ? (
            <a href={part.href} target="_blank" rel="noopener noreferrer nofollow">
              {part.text}
            </a>
          ) : (
            part.text
          )
        }
      </For>
    </span>
  )
}
