import { Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import css from './CallPage.module.css'
import { useCall } from './create-call-view.ts'

/** At the door, or on the way through it. */
export function WaitingPage() {
  const view = useCall()
  const text = () => (view.setBack() ? 'calls.setBack' : 'calls.wait')
  return (
    <main class={css.card}>
      <h1 class={css.title}>{view.title()}</h1>
      <p role="status">{t(view.phase() === 'waiting' ? text() : 'calls.joining')}</p>
      <Show when={view.session.hindrance}>
        {(code) => (
          <p role="status" class={css.text}>
            {t(`refusal.${code()}`)}
          </p>
        )}
      </Show>
      <Button look="danger" wide onClick={() => view.session.leave()}>
        {t('calls.leave')}
      </Button>
    </main>
  )
}
