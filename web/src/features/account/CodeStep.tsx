import { createEffect, createSignal, on } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
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

/** The code, and back to who asked. A code that was accepted before the line broke is not asked for again. */
export function CodeStep(props: { id: IdProgress; progress: Progress }) {
  const [code, setCode] = createSignal('')
  const { busy, problem, setProblem, run } = createTask()
  const done = () => props.progress.step === 'done'
  // A new code is under way: what was wrong with the old one is of no interest.
  createEffect(
    on(
      props.id.moved,
      () => {
        setCode('')
        setProblem(undefined)
      },
      { defer: true },
    ),
  )

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (!done() && !/^\d{6}$/.test(code().replace(/\s/g, ''))) return setProblem(t('problem.sixDigits'))
    run(async () => {
      markNewId(props.progress.purpose === 'signUp')
      const back = done() ? api.id.continue.$post() : api.id.code.$post({ json: { code: code() } })
      goTo((await answer(back)).goTo)
    })
  }

  return (
    <form ref={focusFirst} class={css.form} onSubmit={submit} noValidate>
      <AddressLine id={props.id} progress={props.progress} />
      <p class={css.quiet}>{t('account.codeSent')}</p>
      {!done() && <CodeField progress={props.progress} value={code()} onInput={setCode} error={problem()} />}
      <Problem text={props.id.task.problem() ?? (done() ? problem() : undefined)} />
      <Button type="submit" look="main" wide disabled={busy()}>
        {t('core.continue')}
      </Button>
      {!done() && <ResendButton id={props.id} progress={props.progress} />}
    </form>
  )
}
