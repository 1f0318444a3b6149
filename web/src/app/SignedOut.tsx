import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import '../platform/i18n/add-door-words.ts'
import { t } from '../platform/i18n/t.ts'
import { lastPerson } from '../platform/last-person.ts'
import { payOwedSignOut } from '../platform/owed-sign-out.ts'
import { useDevice } from '../platform/use-device.ts'
import { Button } from '../ui/Button.tsx'
import { ButtonLink } from '../ui/ButtonLink.tsx'
import { Icon } from '../ui/Icon.tsx'
import { bell } from '../ui/icons.ts'
import { lock } from '../ui/more-icons.ts'
import css from './SignedOut.module.css'

/** Nobody is signed in: what this is, and the two ways in, by the ID and through the journal. A sign-out that was owed is made good when the line comes. */
export function SignedOut(props: { offline: boolean }) {
  const pay = () => void payOwedSignOut()
  onMount(() => window.addEventListener('online', pay))
  onCleanup(() => window.removeEventListener('online', pay))
  return (
    <main class={css.page}>
      <span class={css.sign}>
        <Icon path={bell} />
      </span>
      <h1 class={css.title}>{t('app.title')}</h1>
      <p class={css.lead}>{t('app.signedOutTitle')}</p>
      <p class={css.text}>{t(props.offline ? 'app.signedOutOffline' : 'app.signedOutText')}</p>
      <Button look="main" class={css.button} onClick={() => window.location.assign('/api/enter')}>
        {t('app.signIn')}
      </Button>
      <ButtonLink href="/journal" look="plain">
        {t('journal.byJournal')}
      </ButtonLink>
    </main>
  )
}

/** The session ended: the copy and what is unsent stay sealed until the same person signs in. After a wipe by another tab nothing is left to seal. */
export function Locked() {
  const device = useDevice()
  const [known, setKnown] = createSignal(lastPerson())
  const look = () => setKnown(lastPerson())
  onMount(() => window.addEventListener('storage', look))
  onCleanup(() => window.removeEventListener('storage', look))
  const name = () => (known()?.personId === device.personId ? known()?.name : '')
  return (
    <Show when={known()} fallback={<SignedOut offline={false} />}>
      <main class={css.page}>
        <span class={css.sign}>
          <Icon path={lock} />
        </span>
        <h1 class={css.title}>{t('app.lockedTitle')}</h1>
        <p class={css.text}>{t('app.lockedText')}</p>
        <ButtonLink href="/journal" look="main" class={css.button}>
          {name() ? t('app.continueAs', { name: name() ?? '' }) : t('app.signIn')}
        </ButtonLink>
      </main>
    </Show>
  )
}
