import { reactionEmoji } from '@zvonok/schema/messages/commands'
import { For } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import css from './ReactionPicker.module.css'

export type Emoji = (typeof reactionEmoji)[number]

/** The whole set in a row, above a message's menu. */
export function ReactionPicker(props: { chosen: readonly string[]; onChoose(emoji: Emoji): void }) {
  return (
    <fieldset class={css.picker} aria-label={t('messages.reactions')}>
      <For each={reactionEmoji}>
        {(emoji) => (
          <button
            type="button"
            class={css.emoji}
            aria-pressed={props.chosen.includes(emoji)}
            onClick={() => props.onChoose(emoji)}
          >
            {emoji}
          </button>
        )}
      </For>
    </fieldset>
  )
}
