import { onCleanup, onMount } from 'solid-js'
import { callSettings } from './call-settings.ts'

/** By the place of the key, so that they are the same on a Russian keyboard. */
export const shortcuts = {
  microphone: { code: 'KeyM', shown: 'M' },
  camera: { code: 'KeyV', shown: 'V' },
  hand: { code: 'KeyH', shown: 'H' },
  screen: { code: 'KeyS', shown: 'S' },
  chat: { code: 'KeyC', shown: 'C' },
  people: { code: 'KeyP', shown: 'P' },
} as const
export type Shortcut = keyof typeof shortcuts

/** INCALL-14. Single keys, while nobody writes; they can be switched off. */
export function createShortcuts(run: Readonly<Record<Shortcut, () => void>>): void {
  function onKeyDown(event: KeyboardEvent) {
    if (!callSettings().keys || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
    if (event.defaultPrevented || isWriting(event.target)) return
    const found = (Object.keys(shortcuts) as Shortcut[]).find((each) => shortcuts[each].code === event.code)
    if (!found) return
    event.preventDefault()
    run[found]()
  }
  onMount(() => document.addEventListener('keydown', onKeyDown))
  onCleanup(() => document.removeEventListener('keydown', onKeyDown))
}

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest(
    'input:not([type=checkbox], [type=radio]), textarea, select, dialog, [role=menu], [contenteditable]',
  ) !== null
