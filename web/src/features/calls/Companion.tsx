import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { mic } from '../../ui/more-icons.ts'
import css from './Companion.module.css'
import { useCall } from './create-call-view.ts'
import { LineState } from './LineState.tsx'
import { Stage } from './Stage.tsx'

/** INCALL-16. One of several devices in a classroom: pictures, but no sound; it speaks only as long as «Говорить» is held. */
export function Companion() {
  const view = useCall()
  const speak = (on: boolean) => void view.session.turn('microphone', on)
  return (
    <main class={css.companion} aria-label={t('calls.room', { title: view.title() })}>
      <LineState />
      <Stage layout="speaker" />
      <p class={css.hint} id="speak-hint">
        {t('calls.speakHint')}
      </p>
      <div class={css.buttons}>
        <Button
          look="main"
          icon={mic}
          class={css.speak}
          aria-describedby="speak-hint"
          aria-pressed={view.wants('microphone')}
          disabled={!view.sources().includes('microphone')}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            speak(true)
          }}
          onPointerUp={() => speak(false)}
          onPointerCancel={() => speak(false)}
          onKeyDown={(event) => (event.key === ' ' || event.key === 'Enter') && !event.repeat && speak(true)}
          onKeyUp={() => speak(false)}
          onBlur={() => speak(false)}
        >
          {t('calls.speak')}
        </Button>
        <Button look="danger" onClick={() => view.session.close()}>
          {t('calls.leave')}
        </Button>
      </div>
    </main>
  )
}
