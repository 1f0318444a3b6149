import { createSignal, Show } from 'solid-js'
import { createRead } from '../../platform/create-read.ts'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { AlertDialog } from '../../ui/AlertDialog.tsx'
import { Button } from '../../ui/Button.tsx'
import { copy } from '../../ui/more-icons.ts'
import { copyText } from '../messages/actions.ts'
import { unsentTexts } from './unsent.ts'

/** FRAME-5. Nothing unsent is lost without a question: wait, copy, or drop it. Then everything of the person leaves this device. */
export function SignOutDialog(props: { onClose(): void }) {
  const device = useDevice()
  const [busy, setBusy] = createSignal(false)
  const texts = createRead(device, ['outbox'], () => unsentTexts(device))
  async function signOut() {
    if (busy()) return
    setBusy(true)
    // Without a line the session ends by itself when this device does not come back.
    await fetch('/api/sign-out', { method: 'POST' }).catch(() => undefined)
    await device.wipe()
    location.assign('/chats')
  }
  return (
    <AlertDialog
      title={texts().length > 0 ? t('settings.signOutUnsent', { n: texts().length }) : t('settings.signOutTitle')}
      text={t(texts().length > 0 ? 'settings.signOutUnsentText' : 'settings.signOutText')}
      action={t(texts().length > 0 ? 'settings.dropUnsent' : 'settings.signOut')}
      cancel={t(texts().length > 0 ? 'settings.wait' : 'core.cancel')}
      onAction={() => void signOut()}
      onClose={props.onClose}
    >
      <Show when={texts().length > 0}>
        <Button icon={copy} onClick={() => copyText(texts().join('\n\n'))}>
          {t('settings.copyUnsent')}
        </Button>
      </Show>
    </AlertDialog>
  )
}
