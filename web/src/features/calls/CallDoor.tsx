import '../../platform/i18n/add-call-words.ts'
import { createSignal, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { doorKey } from '../../platform/last-person.ts'
import { Button } from '../../ui/Button.tsx'
import css from './CallPage.module.css'

/** Comes back here when it is done. */
function signIn(): void {
  sessionStorage.setItem(doorKey, window.location.pathname + window.location.search)
  window.location.assign('/api/enter')
}

/** The page of a call for a browser in which nobody is signed in: tells nothing of the call. */
export function CallDoor() {
  const [pressed, setPressed] = createSignal(false)
  return (
    <main class={css.page}>
      <div class={css.card}>
        <h1 class={css.title}>{t('calls.untitled')}</h1>
        <Show
          when={pressed()}
          fallback={
            <Button look="main" wide onClick={() => setPressed(true)}>
              {t('calls.throughBrowser')}
            </Button>
          }
        >
          <p class={css.text}>{t('calls.doorText')}</p>
          <Button look="main" wide onClick={signIn}>
            {t('calls.signInOrMake')}
          </Button>
        </Show>
      </div>
    </main>
  )
}
