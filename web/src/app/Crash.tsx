import { exactTime } from '../platform/i18n/dates.ts'
import { t } from '../platform/i18n/t.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { alert, refresh } from '../ui/icons.ts'
import css from './Crash.module.css'
import { errorCode } from './error-code.ts'

/** A bug reached the top: what is kept, what to do, and a code with the time for support. */
export function Crash(props: { error: unknown }) {
  const atMs = Date.now()
  console.error(props.error)
  return (
    <main class={css.crash} role="alert">
      <EmptyState icon={alert} title={t('app.crashTitle')} text={t('app.crashText')}>
        <p class={css.code}>{t('app.crashCode', { code: errorCode(props.error), time: exactTime(atMs) })}</p>
        <Button look="main" icon={refresh} onClick={() => location.reload()}>
          {t('app.reload')}
        </Button>
      </EmptyState>
    </main>
  )
}
