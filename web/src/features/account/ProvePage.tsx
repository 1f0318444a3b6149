import { Refused } from '@zvonok/schema/core/refusal'
import { createSignal, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { forgetPerson } from '../../platform/last-person.ts'
import { Button } from '../../ui/Button.tsx'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { key } from '../../ui/more-icons.ts'
import { TextField } from '../../ui/TextField.tsx'
import { CardPage } from './CardPage.tsx'
import { answer, api } from './client.ts'
import { goToChats } from './create-progress.ts'
import { createStored, dropStored } from './create-stored.ts'
import { createTask } from './create-task.ts'
import { ExpiredNote } from './ExpiredNote.tsx'
import css from './Form.module.css'
import { focusFirst } from './focus-first.ts'
import { idName } from './front.ts'
import { Notes } from './Notes.tsx'
import { Problem } from './Problem.tsx'

/** `/id/prove`: a code alone has set a new password of the ID. The number may have a new owner, so the journal's login is asked for, once. */
export function ProvePage() {
  const [login, setLogin] = createStored('prove.login', '')
  const [password, setPassword] = createSignal('')
  const [tried, setTried] = createSignal(false)
  const [expired, setExpired] = createSignal(false)
  const { busy, problem, run } = createTask()
  const missing = (value: string) => (tried() && !value.trim() ? t('account.emptyField') : undefined)

  async function prove(): Promise<void> {
    try {
      await answer(api.enter.prove.$post({ json: { login: login().trim(), password: password() } }))
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'account.requestExpired') throw error
      setExpired(true)
      return
    }
    dropStored('prove.')
    forgetPerson()
    goToChats()
  }
  function submit(event: SubmitEvent) {
    event.preventDefault()
    setTried(true)
    if (login().trim() && password()) run(prove)
  }

  return (
    <CardPage
      brand={idName()}
      brandIcon={key}
      title={expired() ? t('account.expired') : t('account.proveTitle')}
      text={expired() ? undefined : t('account.proveJournalText', { id: idName() })}
      below={<Notes />}
    >
      <Show when={!expired()} fallback={<ExpiredNote />}>
        <form ref={focusFirst} class={css.form} onSubmit={submit} noValidate>
          <TextField
            label={t('journal.login')}
            name="login"
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            value={login()}
            onInput={setLogin}
            error={missing(login())}
          />
          <TextField
            label={t('account.journalPassword')}
            type="password"
            name="password"
            autocomplete="current-password"
            value={password()}
            onInput={setPassword}
            error={missing(password())}
          />
          <Problem text={problem()} />
          <Button type="submit" look="main" wide disabled={busy()}>
            {t('account.prove')}
          </Button>
          <ButtonLink href="/journal/card" look="plain" wide>
            {t('journal.byCard')}
          </ButtonLink>
        </form>
      </Show>
    </CardPage>
  )
}
