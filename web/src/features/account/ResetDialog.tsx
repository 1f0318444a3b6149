import { createSignal } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { shownAddress } from './AddressLine.tsx'
import { CodeField } from './CodeField.tsx'
import { answer, api } from './client.ts'
import { createNewPassword } from './create-new-password.ts'
import type { IdProgress, Progress } from './create-progress.ts'
import { createTask } from './create-task.ts'
import css from './Form.module.css'
import { focusFirst } from './focus-first.ts'
import { NewPassword } from './NewPassword.tsx'
import { Problem } from './Problem.tsx'
import { ResendButton } from './ResendButton.tsx'

/** «Забыли или не установили пароль?»: the code, then a new password. Other devices are signed out of the ID. */
export function ResetDialog(props: {
  id: IdProgress
  progress: Progress
  onReset(next: Promise<Progress>): Promise<void>
}) {
  const [code, setCode] = createSignal('')
  const chosen = createNewPassword()
  const { busy, problem, run } = createTask()

  function submit(event: SubmitEvent) {
    event.preventDefault()
    event.stopPropagation()
    if (!chosen.check()) return
    const json = { code: code(), password: chosen.password() }
    run(() => props.onReset(answer(api.id['new-password'].$post({ json }))))
  }
  const close = () => props.id.task.run(() => props.id.move(answer(api.id['keep-password'].$post())))

  return (
    <Dialog title={t('account.reset')} closeLabel={t('core.close')} onClose={close}>
      <form ref={focusFirst} class={css.form} onSubmit={submit} noValidate>
        <p>{t('account.resetText', { to: shownAddress(props.progress) })}</p>
        <CodeField progress={props.progress} value={code()} onInput={setCode} error={problem()} />
        <ResendButton id={props.id} progress={props.progress} />
        <NewPassword state={chosen} label={t('account.newPassword')} />
        <Problem text={props.id.task.problem()} />
        <Button type="submit" look="main" wide disabled={busy()}>
          {t('account.changePassword')}
        </Button>
      </form>
    </Dialog>
  )
}
