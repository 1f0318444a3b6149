import '../../platform/i18n/add-door-words.ts'
import { useLocation } from '@solidjs/router'
import { Match, Switch } from 'solid-js'
import { ChoosePage } from './ChoosePage.tsx'
import { PhonePage } from './PhonePage.tsx'
import { ProvePage } from './ProvePage.tsx'
import { SignInPage } from './SignInPage.tsx'

/** `/id/…`: signing in at the embedded ID, choosing one of several profiles, proving the journal, and the phone's side of the QR code. */
export function IdPage() {
  const location = useLocation()
  return (
    <Switch fallback={<SignInPage />}>
      <Match when={location.pathname === '/id/choose'}>
        <ChoosePage />
      </Match>
      <Match when={location.pathname === '/id/prove'}>
        <ProvePage />
      </Match>
      <Match when={location.pathname === '/id/phone'}>
        <PhonePage />
      </Match>
    </Switch>
  )
}
