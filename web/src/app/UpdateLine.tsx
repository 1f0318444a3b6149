import { Show } from 'solid-js'
import { t } from '../platform/i18n/t.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { refresh } from '../ui/icons.ts'
import { takeUpdate, waitingUpdate } from './update.ts'

/** The new version is taken only when one asks for it. */
export function UpdateLine() {
  return (
    <Show when={waitingUpdate()}>
      {(worker) => (
        <Banner
          tone="accent"
          icon={refresh}
          action={<Button onClick={() => takeUpdate(worker())}>{t('app.update')}</Button>}
        >
          {t('app.updateReady')}
        </Banner>
      )}
    </Show>
  )
}
