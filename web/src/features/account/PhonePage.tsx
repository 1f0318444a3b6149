import { createSignal, Match, onCleanup, onMount, Switch } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { forgetPerson } from '../../platform/last-person.ts'
import { phone } from '../../ui/icons.ts'
import { CardPage } from './CardPage.tsx'
import { answer, api, NoConnection } from './client.ts'
import { goToChats } from './create-progress.ts'
import css from './Form.module.css'
import phoneCss from './PhonePage.module.css'
import { Problem } from './Problem.tsx'
import { problemText } from './problem-text.ts'

const askEveryMs = 1500

type State = { at: 'waiting' | 'refused' | 'expired'; digits: string } | { at: 'failed'; text: string }

/** A phone that scanned the journal's QR code: shows two digits and waits until they were typed there. */
export function PhonePage() {
  const [state, setState] = createSignal<State>({ at: 'waiting', digits: '' })
  let timer: ReturnType<typeof setTimeout> | undefined

  async function scan() {
    const token = window.location.hash.slice(1)
    // The token works once: a reload asks for what is under way instead.
    window.history.replaceState(null, '', window.location.pathname)
    if (token) setState({ at: 'waiting', ...(await answer(api.phone.scan.$post({ json: { token } }))) })
    await ask()
  }

  async function ask(): Promise<void> {
    const now = await answer(api.phone.$get())
    if (now.state === 'confirmed') {
      await answer(api.phone.enter.$post())
      forgetPerson()
      return goToChats()
    }
    setState({ at: now.state === 'refused' ? 'refused' : 'waiting', digits: now.digits ?? '' })
    if (now.state !== 'refused') wait()
  }

  const wait = () => {
    timer = setTimeout(() => ask().catch(onProblem), askEveryMs)
  }

  function onProblem(error: unknown) {
    if (error instanceof NoConnection) return wait()
    const expired = error instanceof Error && error.message === 'account.requestExpired'
    setState(expired ? { at: 'expired', digits: '' } : { at: 'failed', text: problemText(error) })
  }

  onMount(() => scan().catch(onProblem))
  onCleanup(() => clearTimeout(timer))

  const text = () => {
    const now = state()
    return now.at === 'failed' ? now.text : undefined
  }
  const digits = () => {
    const now = state()
    return now.at === 'failed' ? '' : now.digits
  }
  return (
    <CardPage brand={t('journal.title')} brandIcon={phone} title={t('account.phoneTitle')}>
      <Switch fallback={<Problem text={text()} />}>
        <Match when={state().at === 'waiting'}>
          <p>{t('account.phoneDigits')}</p>
          <output class={phoneCss.digits}>{digits()}</output>
          <p class={css.quiet} role="status">
            {t('account.phoneWaiting')}
          </p>
        </Match>
        <Match when={state().at === 'refused'}>
          <Problem text={t('account.phoneRefused')} />
        </Match>
        <Match when={state().at === 'expired'}>
          <Problem text={t('account.phoneExpired')} />
        </Match>
      </Switch>
    </CardPage>
  )
}
