import { createSignal, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { AddressLine } from './AddressLine.tsx'
import { answer, api } from './client.ts'
import type { IdProgress, Progress } from './create-progress.ts'
import { createTask } from './create-task.ts'
import css from './Form.module.css'
import { focusFirst } from './focus-first.ts'
import { Problem } from './Problem.tsx'
import { ResetDialog } from './ResetDialog.tsx'

/** Step 2 of variants 1 and 2. */
export function PasswordStep(props: { id: IdProgress; progress: Progress }) {
  const [password, setPassword] = createSignal('')
  const [changed, setChanged] = createSignal(false)
  let form!: HTMLFormElement
  const keep = (element: HTMLFormElement) => {
    form = element
    focusFirst(element)
  }
  const { busy, problem, setProblem, run } = createTask()

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (!password()) return setProblem(t('account.emptyField'))
    run(() => props.id.move(answer(api.id.password.$post({ json: { password: password() } }))))
  }
  const forgot = () => props.id.task.run(() => props.id.move(answer(api.id.reset.$post())))
  const resetting = () => props.progress.purpose === 'reset'
  function onReset(next: Promise<Progress>) {
    return props.id.move(next).then(() => {
      setPassword('')
      setChanged(true)
      // The dialog gives the focus back to «Забыли…»; the new password is asked for now.
      form.querySelector('input')?.focus()
    })
  }

  return (
    <>
      <form ref={keep} class={css.form} onSubmit={submit} noValidate>
        <AddressLine id={props.id} progress={props.progress} />
        <Show when={changed()}>
          <p role="status" class={css.good}>
            {t('account.passwordChanged')}
          </p>
        </Show>
        <TextField
          label={t('account.password')}
          type="password"
          name="password"
          autocomplete="current-password"
          value={password()}
          onInput={setPassword}
          error={problem()}
        />
        <Problem text={props.id.task.problem()} />
        <Button type="submit" look="main" wide disabled={busy()}>
          {t('core.continue')}
        </Button>
        <button type="button" class={css.link} onClick={forgot} disabled={props.id.task.busy()}>
          {t('account.forgot')}
        </button>
      </form>
      <Show when={resetting()}>
        <ResetDialog id={props.id} progress={props.progress} onReset={onReset} />
      </Show>
    </>
  )
}
