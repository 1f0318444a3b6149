import { createEffect, createSignal, onCleanup, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { answer, api } from './client.ts'
import type { IdProgress, Progress } from './create-progress.ts'
import css from './Form.module.css'
import { useFront } from './front.ts'

/** «Отправить код ещё раз», after the countdown that the server sets. In the demo also the way to the code. */
export function ResendButton(props: { id: IdProgress; progress: Progress; onSent?(): void }) {
  const front = useFront()
  const [leftS, setLeftS] = createSignal(0)
  const [sent, setSent] = createSignal(false)
  createEffect(() => {
    props.id.moved()
    const endMs = performance.now() + props.progress.resendInS * 1000
    const count = () => setLeftS(Math.max(0, Math.ceil((endMs - performance.now()) / 1000)))
    count()
    const timer = setInterval(count, 250)
    onCleanup(() => clearInterval(timer))
  })
  const resend = () =>
    props.id.task.run(async () => {
      await props.id.move(answer(api.id.resend.$post()))
      setSent(true)
      props.onSent?.()
    })
  return (
    <div class={css.links}>
      <button
        type="button"
        class={css.link}
        disabled={leftS() > 0 || props.id.task.busy()}
        aria-describedby="resend-in"
        onClick={resend}
      >
        {t('account.resend')}
      </button>
      <Show when={front().demo}>
        <a class={css.link} href={`/dev/outbox`} rel="noopener external" target="_blank">
          {t('account.demoCode')}
        </a>
      </Show>
      <p id="resend-in" class={css.quiet} role="status">
        <Show when={leftS() > 0} fallback={sent() ? t('account.resent') : ''}>
          {t('account.resendIn', { n: leftS() })}
        </Show>
      </p>
    </div>
  )
}
