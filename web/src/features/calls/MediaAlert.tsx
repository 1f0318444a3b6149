import { Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import css from './CallPage.module.css'
import type { MediaProblem } from './media-problem.ts'

/** INCALL-5. What does not work, why, and what helps. */
export function MediaAlert(props: { problem: MediaProblem; onClose?: () => void; onRetry?: () => void }) {
  const title = { microphone: 'calls.noMicrophone', camera: 'calls.noCamera', screen: 'calls.noScreen' } as const
  return (
    <div class={css.alert}>
      <div role="alert" aria-label={t(title[props.problem.device])}>
        <strong>{t(title[props.problem.device])}</strong>
        <p>{t(`calls.why.${props.problem.why}`)}</p>
      </div>
      <div>
        <Show when={props.onRetry}>
          <Button look="plain" onClick={() => props.onRetry?.()}>
            {t('core.retry')}
          </Button>
        </Show>
        <Show when={props.onClose}>
          <Button look="plain" onClick={() => props.onClose?.()}>
            {t('core.close')}
          </Button>
        </Show>
      </div>
    </div>
  )
}
