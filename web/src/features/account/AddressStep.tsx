import { Refused } from '@zvonok/schema/core/refusal'
import { createSignal, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { ContinueAs } from './ContinueAs.tsx'
import { answer, api } from './client.ts'
import type { IdProgress, Progress } from './create-progress.ts'
import { createStored } from './create-stored.ts'
import { createTask } from './create-task.ts'
import css from './Form.module.css'
import { focusFirst } from './focus-first.ts'

/** Step 1 of all variants. Children under 14 may use a mail address. */
export function AddressStep(props: { id: IdProgress; progress: Progress }) {
  const [kind, setKind] = createSignal<'phone' | 'email'>('phone')
  const [phone, setPhone] = createStored('id.phone', '')
  const [email, setEmail] = createStored('id.email', '')
  const { busy, problem, setProblem, run } = createTask()
  const isPhone = () => kind() === 'phone'
  const wrong = () => (isPhone() ? wrongPhone(phone()) : t('problem.badEmail'))

  function submit(event: SubmitEvent) {
    event.preventDefault()
    const address = (isPhone() ? phone() : email()).trim()
    if (!address) return setProblem(wrong())
    run(
      () => props.id.move(answer(api.id.address.$post({ json: { kind: kind(), address } }))),
      (error) => (error instanceof Refused && error.code === 'account.badAddress' ? wrong() : undefined),
    )
  }
  function change() {
    setProblem(undefined)
    setKind(isPhone() ? 'email' : 'phone')
  }

  return (
    <form ref={props.progress.continueAs ? undefined : focusFirst} class={css.form} onSubmit={submit} noValidate>
      <Show when={props.progress.continueAs}>{(who) => <ContinueAs who={who()} />}</Show>
      {isPhone() ? (
        <TextField
          label={t('account.phone')}
          hint={t('account.phoneHint')}
          type="tel"
          name="phone"
          autocomplete="tel"
          value={phone()}
          onInput={setPhone}
          error={problem()}
        />
      ) : (
        <TextField
          label={t('account.email')}
          hint={t('account.emailHint')}
          type="email"
          name="email"
          autocomplete="email"
          value={email()}
          onInput={setEmail}
          error={problem()}
        />
      )}
      <Button type="submit" look={props.progress.continueAs ? 'soft' : 'main'} wide disabled={busy()}>
        {t('core.continue')}
      </Button>
      <Button look="plain" wide onClick={change}>
        {isPhone() ? t('account.byEmail') : t('account.byPhone')}
      </Button>
    </form>
  )
}

/** What is wrong with a number: not digits, of another country, too few or too many. */
function wrongPhone(typed: string): string {
  if (/[^\d\s().+-]/.test(typed)) return t('problem.phoneLetters')
  if (/^\s*\+(?!7)\d/.test(typed)) return t('problem.phoneAbroad')
  return t('problem.badPhone')
}
