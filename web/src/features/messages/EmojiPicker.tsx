import { For, onCleanup, onMount } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import css from './EmojiPicker.module.css'
import { emojiSet } from './emoji-set.ts'

/** CHAT-11. A small own set, loaded at the first press. Arrow keys walk the grid, Esc closes. */
export function EmojiPicker(props: { onChoose(emoji: string): void; onClose(): void }) {
  let grid!: HTMLDivElement
  function onPress(event: PointerEvent) {
    if (event.target instanceof Node && !grid.parentElement?.contains(event.target)) props.onClose()
  }
  onMount(() => {
    grid.querySelector('button')?.focus()
    document.addEventListener('pointerdown', onPress)
  })
  onCleanup(() => document.removeEventListener('pointerdown', onPress))

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') {
      event.stopPropagation()
      event.preventDefault()
      return props.onClose()
    }
    const buttons = [...grid.querySelectorAll('button')]
    const columns = getComputedStyle(grid).gridTemplateColumns.split(' ').length
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key]
    if (!step) return
    event.preventDefault()
    buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step]?.focus()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of buttons, not of form fields
    <div role="group" ref={grid} class={css.grid} aria-label={t('messages.emoji')} onKeyDown={onKeyDown}>
      <For each={emojiSet}>
        {(emoji) => (
          <button type="button" class={css.emoji} onClick={() => props.onChoose(emoji)}>
            {emoji}
          </button>
        )}
      </For>
    </div>
  )
}
