import { createSignal } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { createTask } from './create-task.ts'
import css from './Form.module.css'
import { focusFirst } from './focus-first.ts'
import { Problem } from './Problem.tsx'

/** Login and password of the journal, and the way for who has a card instead. */
export function JournalLoginForm(props: {
  login: string
  onLogin(login: string): void
  passwordLabel: string
  action: string
  onSubmit(login: string, password: string): Promise<void>
}) {
  const [password, setPassword] = createSignal('')
  const [tried, setTried] = createSignal(false)
  const { busy, problem, run } = createTask()
  const missing = (value: string) => (tried() && !value.trim() ? t('account.emptyField') : undefined)

  function submit(event: SubmitEvent) {
    event.preventDefault()
    setTried(true)
    if (props.login.trim() && password()) run(() => props.onSubmit(props.login.trim(), password()))
  }

  return (
    <form ref={focusFirst} class={css.form} onSubmit={submit} noValidate>
      <TextField
        label={t('journal.login')}
        name="login"
        autocomplete="username"
        autocapitalize="none"
        spellcheck={false}
        value={props.login}
        onInput={props.onLogin}
        error={missing(props.login)}
      />
      <TextField
        label={props.passwordLabel}
        type="password"
        name="password"
        autocomplete="current-password"
        value={password()}
        onInput={setPassword}
        error={missing(password())}
      />
      <Problem text={problem()} />
      <Button type="submit" look="main" wide disabled={busy()}>
        {props.action}
      </Button>
      <ButtonLink href="/journal/card" look="plain" wide>
        {t('journal.byCard')}
      </ButtonLink>
    </form>
  )
}
