import { createSignal } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { shownAddress } from './AddressLine.tsx'
import { CodeField } from './CodeField.tsx'
import { answer, api } from './client.ts'
import type { IdProgress, Progress } from './create-progress.ts'
import { createTask } from './create-task.ts'
import css from './Form.module.css'
import { focusFirst } from './focus-first.ts'
import { Problem } from './Problem.tsx'
import { ResendButton } from './ResendButton.tsx'

const minLength = 8

/** «Забыли или не установили пароль?»: the code, then a new password. Other devices are signed out of the ID. */
export function ResetDialog(props: {
  id: IdProgress
  progress: Progress
  onReset(next: Promise<Progress>): Promise<void>
}) {
  const [code, setCode] = createSignal('')
  const [password, setPassword] = createSignal('')
  const [again, setAgain] = createSignal('')
  const [tried, setTried] = createSignal(false)
  const { busy, problem, run } = createTask()
  const short = () => (tried() && password().length < minLength ? t('problem.weakPassword') : undefined)
  const differ = () => (tried() && password() !== again() ? t('account.passwordsDiffer') : undefined)

  function submit(event: SubmitEvent) {
    event.preventDefault()
    event.stopPropagation()
    setTried(true)
    if (short() || differ()) return
    const json = { code: code(), password: password() }
    run(() => props.onReset(answer(api.id['new-password'].$post({ json }))))
  }
  const close = () => props.id.task.run(() => props.id.move(answer(api.id['keep-password'].$post())))

  return (
    <Dialog title={t('account.reset')} closeLabel={t('core.close')} onClose={close}>
      <form ref={focusFirst} class={css.form} onSubmit={submit} noValidate>
        <p>{t('account.resetText', { to: shownAddress(props.progress) })}</p>
        <CodeField progress={props.progress} value={code()} onInput={setCode} error={problem()} />
        <ResendButton id={props.id} progress={props.progress} />
        <TextField
          label={t('account.newPassword')}
          hint={t('account.newPasswordHint')}
          type="password"
          autocomplete="new-password"
          value={password()}
          onInput={setPassword}
          error={short()}
        />
        <TextField
          label={t('account.repeatPassword')}
          type="password"
          autocomplete="new-password"
          value={again()}
          onInput={setAgain}
          error={differ()}
        />
        <Problem text={props.id.task.problem()} />
        <Button type="submit" look="main" wide disabled={busy()}>
          {t('account.changePassword')}
        </Button>
      </form>
    </Dialog>
  )
}
