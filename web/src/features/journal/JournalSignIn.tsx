import { createSignal, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { notebook } from '../../ui/icons.ts'
import { TextField } from '../../ui/TextField.tsx'
import { CardPage } from '../account/CardPage.tsx'
import { createStored } from '../account/create-stored.ts'
import { createTask } from '../account/create-task.ts'
import css from '../account/Form.module.css'
import { focusFirst } from '../account/focus-first.ts'
import { useFront } from '../account/front.ts'
import { Notes } from '../account/Notes.tsx'
import { Problem } from '../account/Problem.tsx'
import type { JournalReader } from './create-reader.ts'
import { DemoLogins } from './DemoLogins.tsx'

/** Login and password of the journal. */
export function JournalSignIn(props: { journal: JournalReader }) {
  const front = useFront()
  const [login, setLogin] = createStored('journal.login', '')
  const [password, setPassword] = createSignal('')
  const { busy, problem, run } = createTask()
  const [tried, setTried] = createSignal(false)
  const missing = (value: string) => (tried() && !value.trim() ? t('account.emptyField') : undefined)

  function submit(event: SubmitEvent) {
    event.preventDefault()
    setTried(true)
    if (!login().trim() || !password()) return
    run(() => props.journal.signIn(login(), password()))
  }

  return (
    <CardPage
      brand={t('journal.title')}
      brandIcon={notebook}
      title={t('journal.signIn')}
      text={t('journal.signInText')}
      below={
        <>
          <Show when={front().demo}>
            <DemoLogins onChoose={setLogin} />
          </Show>
          <Notes />
        </>
      }
    >
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
          label={t('journal.password')}
          type="password"
          name="password"
          autocomplete="current-password"
          value={password()}
          onInput={setPassword}
          error={missing(password())}
        />
        <Problem text={problem()} />
        <Button type="submit" look="main" wide disabled={busy()}>
          {t('journal.enter')}
        </Button>
        <ButtonLink href="/journal/card" look="plain" wide>
          {t('journal.byCard')}
        </ButtonLink>
      </form>
    </CardPage>
  )
}
