import { For } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import css from './LogSkeleton.module.css'

/** Grey bubbles where the newest page will stand. */
export function LogSkeleton() {
  return (
    <div role="status" aria-label={t('core.loading')} class={css.log}>
      <For each={[52, 34, 61, 28, 45, 38]}>{() => <span class={css.bubble} />}</For>
    </div>
  )
}
