import { Refused } from '@zvonok/schema/core/refusal'
import { Show } from 'solid-js'
import { daysBetween, longDay, timeOfDay } from '../../platform/i18n/dates.ts'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { alert, cloudOff } from '../../ui/icons.ts'
import { NoConnection } from '../account/client.ts'
import type { createDiary } from './create-diary.ts'
import css from './Diary.module.css'
import type { Copy } from './keep.ts'

/** DIARY-9. Since when the diary is on the device, and why it is no newer. */
export function DiaryState(props: { copy: Copy; diary: ReturnType<typeof createDiary> }) {
  const device = useDevice()
  const when = () => {
    const { savedAtMs } = props.copy
    const time = timeOfDay(savedAtMs)
    return daysBetween(savedAtMs, device.nowMs()) === 0 ? time : `${longDay(savedAtMs, device.nowMs())}, ${time}`
  }
  const isOffline = () => props.diary.failure() instanceof NoConnection
  return (
    <>
      <p role="status" class={css.state}>
        {props.diary.isKept() ? t('diary.saved', { when: when() }) : t('diary.notSaved')}
      </p>
      <Show when={props.diary.failure()}>
        {(failure) => (
          <Banner
            icon={isOffline() ? cloudOff : alert}
            tone={isOffline() ? 'quiet' : 'danger'}
            role={isOffline() ? 'status' : 'alert'}
            action={<Button onClick={() => props.diary.refresh()}>{t('core.retry')}</Button>}
          >
            {failureText(failure())}
          </Banner>
        )}
      </Show>
    </>
  )
}

/** What has no sentence of its own shows its code and the time, so that support can find it. */
export function failureText(error: unknown): string {
  if (error instanceof NoConnection) return t('diary.offline')
  const code = error instanceof Refused ? error.code : 'core.internal'
  return t('diary.failed', { code, time: timeOfDay(Date.now()) })
}
