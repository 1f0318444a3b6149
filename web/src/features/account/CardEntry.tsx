import type { InferResponseType } from 'hono/client'
import { createSignal, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { notebook } from '../../ui/icons.ts'
import { TextField } from '../../ui/TextField.tsx'
import { CardPage } from './CardPage.tsx'
import { answer, api } from './client.ts'
import { consentText } from './consent-text.ts'
import { createNewPassword } from './create-new-password.ts'
import { goToChats } from './create-progress.ts'
import { createTask } from './create-task.ts'
import css from './Form.module.css'
import { focusFirst } from './focus-first.ts'
import { NewPassword } from './NewPassword.tsx'
import { Notes } from './Notes.tsx'
import { Problem } from './Problem.tsx'

type Found = InferResponseType<typeof api.card.check.$post, 200>

/** `/journal/card#LOGIN.CODE`: a printed card stands in for password and SMS. First whose it is, then a password of one's own. */
export function CardEntry(props: { fragment: string }) {
  const [printedLogin = '', printedCode = ''] = splitFragment(props.fragment)
  // The code works once and is nobody else's business: it leaves the address bar.
  window.history.replaceState(null, '', window.location.pathname)
  const [login, setLogin] = createSignal(printedLogin)
  const [code, setCode] = createSignal(printedCode)
  const [found, setFound] = createSignal<Found>()
  return (
    <Show
      when={found()}
      fallback={<CardForm login={login()} code={code()} onLogin={setLogin} onCode={setCode} onFound={setFound} />}
    >
      {(card) => (
        <PasswordForm login={login().trim()} code={code()} found={card()} onBack={() => setFound(undefined)} />
      )}
    </Show>
  )
}

function CardForm(props: {
  login: string
  code: string
  onLogin(login: string): void
  onCode(code: string): void
  onFound(found: Found): void
}) {
  const [tried, setTried] = createSignal(false)
  const { busy, problem, run } = createTask()
  const digits = () => props.code.replace(/[\s-]/g, '')
  const noLogin = () => (tried() && !props.login.trim() ? t('account.emptyField') : undefined)
  const badCode = () => (tried() && !/^\d{10}$/.test(digits()) ? t('problem.badCardCode') : undefined)
  function submit(event: SubmitEvent) {
    event.preventDefault()
    setTried(true)
    if (noLogin() || badCode()) return
    const json = { login: props.login.trim(), code: digits() }
    run(async () => {
      props.onFound(await answer(api.card.check.$post({ json })))
    }, cardProblem)
  }
  return (
    <CardPage
      brand={t('journal.title')}
      brandIcon={notebook}
      title={t('account.card')}
      text={t('account.cardText')}
      below={<Notes />}
    >
      <form ref={focusFirst} class={css.form} onSubmit={submit} noValidate>
        <TextField
          label={t('journal.login')}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          value={props.login}
          onInput={props.onLogin}
          error={noLogin()}
        />
        <div class={css.code}>
          <TextField
            label={t('account.cardCode')}
            hint={t('account.cardCodeHint')}
            inputmode="numeric"
            autocomplete="off"
            maxlength={14}
            value={props.code}
            onInput={props.onCode}
            error={badCode() ?? problem()}
          />
        </div>
        <Button type="submit" look="main" wide disabled={busy()}>
          {t('core.continue')}
        </Button>
      </form>
    </CardPage>
  )
}

function PasswordForm(props: { login: string; code: string; found: Found; onBack(): void }) {
  const chosen = createNewPassword()
  const { busy, problem, run } = createTask()
  const name = () => {
    const { family, given, middle } = props.found.data
    return [family, given, middle].filter(Boolean).join(' ')
  }
  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (!chosen.check()) return
    const json = { login: props.login, code: props.code, password: chosen.password() }
    run(async () => {
      await answer(api.card.use.$post({ json }))
      goToChats()
    }, cardProblem)
  }
  return (
    <CardPage
      brand={t('journal.title')}
      brandIcon={notebook}
      title={t('account.areYou', { name: name() })}
      text={t('account.checkText')}
      below={<Notes />}
    >
      <form ref={focusFirst} class={css.form} onSubmit={submit} noValidate>
        <p class={css.quiet}>
          {props.found.schools.map((school) => `${t(`journal.role.${school.role}`)}, ${school.name}`).join('; ')}
        </p>
        <p>{t('account.cardPasswordText', { login: props.login })}</p>
        <NewPassword state={chosen} label={t('account.cardPassword')} />
        <p class={css.quiet}>{consentText(props.found.consent)}</p>
        <Problem text={problem()} />
        <Button type="submit" look="main" wide disabled={busy()}>
          {t('account.cardEnter')}
        </Button>
        <Button look="plain" wide onClick={() => props.onBack()}>
          {t('account.cardNotMe')}
        </Button>
      </form>
    </CardPage>
  )
}

const splitFragment = (fragment: string): string[] => {
  const at = fragment.lastIndexOf('.')
  return at < 0 ? [] : [decoded(fragment.slice(0, at)), fragment.slice(at + 1)]
}

/** Empty where somebody has broken the address. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}

const cardProblem = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined
  if (error.message === 'account.wrongCode') return t('problem.wrongCard')
  if (error.message === 'account.consentMissing') return t('problem.consentMissing')
  return error.message === 'account.codeExpired' ? t('problem.cardExpired') : undefined
}
