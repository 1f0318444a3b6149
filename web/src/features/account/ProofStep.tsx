import { Refused } from '@zvonok/schema/core/refusal'
import { createSignal, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { AddressLine } from './AddressLine.tsx'
import { CodeField } from './CodeField.tsx'
import { answer, api } from './client.ts'
import { goTo, type IdProgress, type Progress } from './create-progress.ts'
import { createTask } from './create-task.ts'
import css from './Form.module.css'
import { focusFirst } from './focus-first.ts'
import { markNewId } from './new-id.ts'
import { Problem } from './Problem.tsx'
import { ResendButton } from './ResendButton.tsx'
import { ResetDialog } from './ResetDialog.tsx'

/**
 * Password and code on one page, the same for a number with an ID and for one without: nobody learns which it is. «Продолжить» gives what was filled in; a
 * right password leaves the code to ask for. Who is new needs the code alone. What was accepted before the line broke is not asked for again.
 */
export function ProofStep(props: { id: IdProgress; progress: Progress }) {
  const [password, setPassword] = createSignal('')
  const [code, setCode] = createSignal('')
  const [note, setNote] = createSignal<string>()
  /** The field that the problem is about. */
  const [at, setAt] = createSignal<'password' | 'code'>('code')
  const { busy, problem, setProblem, run } = createTask()
  let form!: HTMLFormElement
  const keep = (element: HTMLFormElement) => {
    form = element
    focusFirst(element)
  }
  const focus = (name: 'password' | 'code') => form.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus()
  const step = () => props.progress.step
  const problemAt = (field: 'password' | 'code') => (at() === field ? problem() : undefined)
  const isByMail = () => props.progress.kind === 'email'

  function submit(event: SubmitEvent) {
    event.preventDefault()
    const withPassword = step() === 'password' && password() !== ''
    if (withPassword) run(givePassword)
    else run(giveCode, passwordMissing)
  }

  /** A code that is typed while the password is under way waits for «Продолжить». */
  async function givePassword(): Promise<void> {
    setAt('password')
    const withCode = code() !== ''
    await props.id.move(answer(api.id.password.$post({ json: { password: password() } })))
    if (props.id.progress() === 'expired') return
    setNote(t(isByMail() ? 'account.nowCodeFromMail' : 'account.nowCodeFromSms'))
    focus('code')
    if (withCode) await giveCode()
  }

  async function giveCode(): Promise<void> {
    setAt('code')
    if (step() !== 'done' && !/^\d{6}$/.test(code().replace(/\s/g, ''))) {
      setProblem(t('problem.sixDigits'))
      return
    }
    const asked = step() === 'done' ? api.id.continue.$post() : api.id.code.$post({ json: { code: code() } })
    const { goTo: address, isNew } = await answer(asked)
    markNewId(isNew)
    goTo(address)
  }

  /** The code was right, and shows whose number it is: there is a password to it, or one to set. */
  function passwordMissing(error: unknown): string | undefined {
    if (!(error instanceof Refused) || error.code !== 'account.wrongPassword') return undefined
    setAt('password')
    focus('password')
    return t('account.passwordMissing')
  }

  const forgot = () => props.id.task.run(() => props.id.move(answer(api.id.reset.$post())))
  function onReset(next: Promise<Progress>) {
    return props.id.move(next).then(() => {
      setPassword('')
      forgetCode()
      setNote(t('account.passwordChanged'))
      // The dialog gives the focus back to «Забыли…»; the new password is asked for now.
      focus('password')
    })
  }
  /** A new code is under way: what was wrong with the old one is of no interest. */
  function forgetCode() {
    setCode('')
    setProblem(undefined)
  }

  return (
    <>
      <form ref={keep} class={css.form} onSubmit={submit} noValidate>
        <AddressLine id={props.id} progress={props.progress} />
        <Show when={note()}>
          <p role="status" class={css.good}>
            {note()}
          </p>
        </Show>
        <Show when={step() === 'password'}>
          <div>
            <TextField
              label={t('account.password')}
              hint={t('account.passwordHint')}
              type="password"
              name="password"
              autocomplete="current-password"
              value={password()}
              onInput={setPassword}
              error={problemAt('password')}
            />
            <Show when={problemAt('password') && password()}>
              <p class={css.quiet}>{t('account.passwordHint')}</p>
            </Show>
          </div>
        </Show>
        <Show when={step() !== 'done'} fallback={<Problem text={problem()} />}>
          <CodeField
            progress={props.progress}
            hint={t('account.codeSent')}
            value={code()}
            onInput={setCode}
            error={problemAt('code')}
          />
        </Show>
        <Problem text={props.id.task.problem()} />
        <Button type="submit" look="main" wide disabled={busy()}>
          {t('core.continue')}
        </Button>
        <Show when={step() === 'password'}>
          <button type="button" class={css.link} onClick={forgot} disabled={props.id.task.busy()}>
            {t('account.forgot')}
          </button>
        </Show>
        <Show when={step() !== 'done'}>
          <ResendButton id={props.id} progress={props.progress} onSent={forgetCode} />
        </Show>
      </form>
      <Show when={props.progress.purpose === 'reset'}>
        <ResetDialog id={props.id} progress={props.progress} onReset={onReset} />
      </Show>
    </>
  )
}
