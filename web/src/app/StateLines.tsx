import { createEffect, createMemo, createSignal, Match, onCleanup, Show, Switch } from 'solid-js'
import { createRead } from '../platform/create-read.ts'
import { t } from '../platform/i18n/t.ts'
import { useDevice } from '../platform/use-device.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { alert, cloudOff, refresh } from '../ui/icons.ts'

/** Quick reconnects are not worth a word; who starts without a line reads it at once, so that nothing moves later. */
const patienceMs = 800

/** Line and storage, in one quiet line each, only when there is something to say. */
export function StateLines() {
  const device = useDevice()
  const link = createRead(device, ['link'], () => device.link())
  const ownRefused = createRead(device, ['own'], () => device.isOwnRefused())
  const storage = createRead(device, ['storage'], () => device.storage())
  /** Between two tries there is no line either. */
  const down = createMemo(() => link() === 'offline' || link() === 'connecting')
  const [patient, setPatient] = createSignal(navigator.onLine)
  createEffect(() => {
    if (!down()) return setPatient(true)
    const timer = setTimeout(() => setPatient(false), patienceMs)
    onCleanup(() => clearTimeout(timer))
  })
  return (
    <>
      <Switch>
        <Match when={link() === 'updateFirst'}>
          <Banner
            tone="accent"
            icon={refresh}
            action={<Button onClick={() => location.reload()}>{t('app.update')}</Button>}
          >
            {t('app.updateFirst')}
          </Banner>
        </Match>
        <Match when={down() && !patient()}>
          <Banner icon={cloudOff}>{t('app.offline')}</Banner>
        </Match>
      </Switch>
      <Show when={ownRefused()}>
        <Banner icon={alert} role="alert">
          {t('app.ownRefused')}
        </Banner>
      </Show>
      <Show when={storage() === 'full' || storage() === 'refused'}>
        <Banner tone="danger" icon={alert} role="alert">
          {t(storage() === 'full' ? 'app.storageFull' : 'app.storageRefused')}
        </Banner>
      </Show>
    </>
  )
}
