import { createSignal, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { notebook } from '../../ui/icons.ts'
import { CardPage } from '../account/CardPage.tsx'
import { answer, api, RefusedFor } from '../account/client.ts'
import { createNewPassword } from '../account/create-new-password.ts'
import { createTask } from '../account/create-task.ts'
import css from '../account/Form.module.css'
import { focusFirst } from '../account/focus-first.ts'
import { NewPassword } from '../account/NewPassword.tsx'
import { Problem } from '../account/Problem.tsx'

/** The one-time link that `init` prints: the first administrator chooses a password. The token is in the fragment, so no log sees it. */
export function InvitationPage(props: { token: string }) {
  const chosen = createNewPassword()
  const [login, setLogin] = createSignal<string>()
  const { busy, problem, run } = createTask()
  const over = (error: unknown) =>
    error instanceof RefusedFor && error.code === 'account.requestExpired' ? t('journal.invitationOver') : undefined

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (!chosen.check()) return
    const json = { token: props.token, password: chosen.password() }
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
            <NewPassword state={chosen} label={t('account.newPassword')} />
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
