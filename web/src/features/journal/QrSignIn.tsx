import { createSignal, Match, Show, Switch } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { createTask } from '../account/create-task.ts'
import form from '../account/Form.module.css'
import { focusFirst } from '../account/focus-first.ts'
import { Problem } from '../account/Problem.tsx'
import css from './ChatsDoor.module.css'
import { createQr, type QrState } from './create-qr.ts'
import { QrPicture } from './QrPicture.tsx'

/** A phone gets in by its camera: it shows two digits, and only who sees them there can type them here. */
export function QrSignIn() {
  const qr = createQr()
  const { busy, problem, run } = createTask()
  const [digits, setDigits] = createSignal('')
  const show = () => run(qr.show)
  show()
  const at = <Is extends QrState['is']>(is: Is) => {
    const now = qr.state()
    return now.is === is ? (now as Extract<QrState, { is: Is }>) : undefined
  }
  function confirm(event: SubmitEvent) {
    event.preventDefault()
    const typed = digits().trim()
    setDigits('')
    run(() => qr.confirm(typed))
  }
  return (
    <section class={`${css.card} ${css.qr}`} aria-labelledby="qr-title">
      <h2 id="qr-title">{t('journal.qrTitle')}</h2>
      <Switch
        fallback={
          <>
            <Show when={qr.state().is === 'over'}>
              <p role="status" class={css.over}>
                {t('journal.qrOver')}
              </p>
            </Show>
            <Problem text={problem()} />
            <Button disabled={busy()} onClick={show}>
              {t('journal.qrShow')}
            </Button>
          </>
        }
      >
        <Match when={at('shown')}>
          {(shown) => (
            <>
              <QrPicture text={shown().url} label={t('journal.qr')} class={css.code} />
              <p class={form.quiet}>{t('journal.qrText')}</p>
            </>
          )}
        </Match>
        <Match when={at('scanned')}>
          {(scanned) => (
            <form ref={focusFirst} class={form.form} onSubmit={confirm} noValidate>
              <p role="status">{t('journal.qrScanned', { device: scanned().device })}</p>
              <TextField
                label={t('journal.qrDigits')}
                inputmode="numeric"
                maxlength={2}
                value={digits()}
                onInput={setDigits}
              />
              <Button type="submit" look="main" wide disabled={busy()}>
                {t('journal.qrConfirm')}
              </Button>
              <Button look="plain" wide onClick={show}>
                {t('journal.qrNotMe')}
              </Button>
            </form>
          )}
        </Match>
        <Match when={at('done')}>
          <p role="status" class={form.good}>
            {t('journal.qrDone')}
          </p>
        </Match>
      </Switch>
    </section>
  )
}
