import { createSignal, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { notebook } from '../../ui/icons.ts'
import { TextField } from '../../ui/TextField.tsx'
import { CardPage } from '../account/CardPage.tsx'
import { answer, api, RefusedFor } from '../account/client.ts'
import { createTask } from '../account/create-task.ts'
import css from '../account/Form.module.css'
import { focusFirst } from '../account/focus-first.ts'
import { Problem } from '../account/Problem.tsx'

const minLength = 8

/** The one-time link that `init` prints: the first administrator chooses a password. The token is in the fragment, so no log sees it. */
export function InvitationPage(props: { token: string }) {
  const [password, setPassword] = createSignal('')
  const [again, setAgain] = createSignal('')
  const [tried, setTried] = createSignal(false)
  const [login, setLogin] = createSignal<string>()
  const { busy, problem, run } = createTask()
  const short = () => (tried() && password().length < minLength ? t('problem.weakPassword') : undefined)
  const differ = () => (tried() && password() !== again() ? t('account.passwordsDiffer') : undefined)
  const over = (error: unknown) =>
    error instanceof RefusedFor && error.code === 'account.requestExpired' ? t('journal.invitationOver') : undefined

  function submit(event: SubmitEvent) {
    event.preventDefault()
    setTried(true)
    if (short() || differ()) return
    const json = { token: props.token, password: password() }
    run(async () => {
      setLogin((await answer(api.journal.invitation.$post({ json }))).login)
    }, over)
  }

  return (
    <CardPage
      brand={t('journal.title')}
      brandIcon={notebook}
      title={t('journal.invitation')}
      text={t('journal.invitationText')}
    >
      <Show
        when={login()}
        fallback={
          <form ref={focusFirst} class={css.form} onSubmit={submit} noValidate>
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
            <Problem text={problem()} />
            <Button type="submit" look="main" wide disabled={busy()}>
              {t('account.changePassword')}
            </Button>
          </form>
        }
      >
        {(name) => (
          <>
            <p role="status">{t('journal.invitationDone', { login: name() })}</p>
            <ButtonLink href="/journal">{t('journal.enter')}</ButtonLink>
          </>
        )}
      </Show>
    </CardPage>
  )
}
