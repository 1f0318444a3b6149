import { reactionEmoji } from '@zvonok/schema/messages/commands'
import { For, Show } from 'solid-js'
import type { ShownMessage } from '../../platform/device.ts'
import { t } from '../../platform/i18n/t.ts'
import type { Emoji } from './ReactionPicker.tsx'
import css from './Reactions.module.css'

/** CHAT-8. «👍, 3» under the bubble, pressed when one's own is among them; always in the order of the set. */
export function Reactions(props: { message: ShownMessage; mayReact: boolean; onReact(emoji: Emoji): void }) {
  const shown = () => reactionEmoji.filter((emoji) => (props.message.marks[emoji] ?? 0) > 0)
  return (
    <Show when={shown().length > 0}>
      <div class={css.reactions}>
        <For each={shown()}>
          {(emoji) => (
            <button
              type="button"
              class={css.reaction}
              disabled={!props.mayReact}
              aria-label={t('messages.reaction', { emoji, n: props.message.marks[emoji] ?? 0 })}
              aria-pressed={props.message.myMarks.includes(emoji)}
              onClick={(event) => {
                event.stopPropagation()
                props.onReact(emoji)
              }}
            >
              <span class={css.emoji}>{emoji}</span>
              {props.message.marks[emoji]}
            </button>
          )}
        </For>
      </div>
    </Show>
  )
}
