import { createRead } from '../../platform/create-read.ts'
import { timeOfDay } from '../../platform/i18n/dates.ts'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import css from './SyncState.module.css'

/** CHATLIST-11. How fresh the list is, as long as it is not live. */
export function SyncState() {
  const device = useDevice()
  const text = createRead(device, ['link', 'chats'], () => {
    const syncedAtMs = device.syncedAtMs()
    switch (device.link()) {
      case 'connecting':
        return t('app.connecting')
      case 'syncing':
        return t('app.syncing')
      case 'offline':
        return syncedAtMs === undefined ? '' : t('app.syncedAt', { time: timeOfDay(syncedAtMs) })
      default:
        return ''
    }
  })
  return (
    <p role="status" class={css.state}>
      {text()}
    </p>
  )
}
