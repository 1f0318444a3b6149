import { createSignal, Show } from 'solid-js'
import { createRead } from '../../platform/create-read.ts'
import { t } from '../../platform/i18n/t.ts'
import { endSession, oweSignOut } from '../../platform/owed-sign-out.ts'
import { useDevice } from '../../platform/use-device.ts'
import { AlertDialog } from '../../ui/AlertDialog.tsx'
import { Button } from '../../ui/Button.tsx'
import { copy } from '../../ui/more-icons.ts'
import { copyText } from '../messages/actions.ts'
import { Problem } from './Problem.tsx'
import { unsentTexts } from './unsent.ts'

/** FRAME-5, ACCOUNT-13. Nothing unsent is lost without a question: wait, copy, or drop it. Then everything of the person leaves this device. */
export function SignOutDialog(props: { everywhere?: boolean; onClose(): void }) {
  const device = useDevice()
  const [busy, setBusy] = createSignal(false)
  const [failed, setFailed] = createSignal(false)
  const texts = createRead(device, ['outbox'], () => unsentTexts(device))
  async function signOut() {
    if (busy()) return
    setBusy(true)
    setFailed(false)
    const ended = await endSession(props.everywhere ? '/api/sessions/end-all' : '/api/sign-out')
    // The other devices can only be reached now; this one is left in any case.
    if (props.everywhere && !ended) {
      setBusy(false)
      return setFailed(true)
    }
    await device.wipe()
    if (!ended) oweSignOut()
    location.assign('/chats')
  }
  const title = () => t(props.everywhere ? 'settings.signOutAllTitle' : 'settings.signOutTitle')
  const text = () => t(props.everywhere ? 'settings.signOutAllText' : 'settings.signOutText')
  const action = () => (props.everywhere ? 'settings.signOutAll' : 'settings.signOut')
  return (
    <AlertDialog
      title={texts().length > 0 ? t('settings.signOutUnsent', { n: texts().length }) : title()}
      text={texts().length > 0 ? t('settings.signOutUnsentText') : text()}
      action={t(texts().length > 0 ? 'settings.dropUnsent' : action())}
      cancel={t(texts().length > 0 ? 'settings.wait' : 'core.cancel')}
      onAction={() => void signOut()}
      onClose={props.onClose}
    >
      <Problem text={failed() ? t('settings.signOutAllOffline') : undefined} />
      <Show when={texts().length > 0}>
        <Button icon={copy} onClick={() => copyText(texts().join('\n\n'))}>
          {t('settings.copyUnsent')}
        </Button>
      </Show>
    </AlertDialog>
  )
}
