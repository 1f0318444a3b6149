import { For } from 'solid-js'
import { createRead, sameItems } from '../../platform/create-read.ts'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { refresh } from '../../ui/icons.ts'
import { copy, trash } from '../../ui/more-icons.ts'
import { copyText } from '../messages/actions.ts'
import css from './UnsentList.module.css'
import { entryState, entryTitle } from './unsent.ts'

/** FRAME-4. What this device keeps until the server has it, also of chats one is no longer in. */
export function UnsentList() {
  const device = useDevice()
  const entries = createRead(device, ['outbox'], () => device.outbox(), sameItems)
  return (
    <ul class={css.list} aria-label={t('settings.unsent')}>
      <For each={entries()} fallback={<li class={css.none}>{t('settings.unsentNone')}</li>}>
        {(entry) => (
          <li class={css.entry}>
            <span class={css.text}>
              <span class={css.title}>{entryTitle(entry)}</span>
              <span class={entry.state === 'refused' ? css.refused : css.waiting}>{entryState(entry)}</span>
            </span>
            {entry.state === 'refused' && (
              <IconButton label={t('core.retry')} icon={refresh} onClick={() => device.retry(entry.id)} />
            )}
            <IconButton label={t('settings.unsentCopy')} icon={copy} onClick={() => copyText(entryTitle(entry))} />
            <IconButton label={t('settings.unsentDrop')} icon={trash} onClick={() => device.discard(entry.id)} />
          </li>
        )}
      </For>
    </ul>
  )
}
