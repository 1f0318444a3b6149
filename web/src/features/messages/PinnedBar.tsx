import { createSignal, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { close } from '../../ui/icons.ts'
import { useChatRoom } from './chat-room.ts'
import { createFound } from './create-found.ts'
import css from './PinnedBar.module.css'

/** CHAT-16. The newest pinned message; a press goes there, then to the one before it. */
export function PinnedBar() {
  const { view, jumpTo } = useChatRoom()
  const [step, setStep] = createSignal(0)
  const [hidden, setHidden] = createSignal<string>()
  const pinned = createFound(() => view.item()?.head.pinned ?? [])
  const shown = () => pinned().at(-1 - (step() % Math.max(1, pinned().length)))
  return (
    <Show when={pinned().at(-1)?.id !== hidden() && shown()}>
      {(message) => (
        <section class={css.bar} aria-label={t('messages.pinned')}>
          <button
            type="button"
            class={css.message}
            onClick={() => {
              jumpTo(message().id, message().seq)
              setStep((n) => n + 1)
            }}
          >
            <span class={css.title}>{t('messages.pinned')}</span>
            <span class={css.text}>{message().body}</span>
          </button>
          <IconButton label={t('messages.hidePinned')} icon={close} onClick={() => setHidden(pinned().at(-1)?.id)} />
        </section>
      )}
    </Show>
  )
}
