import { t } from '../platform/i18n/t.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { phone } from '../ui/icons.ts'
import { PageFrame } from '../ui/PageFrame.tsx'

/** The history of calls: empty on a server without a call server, and it says so. */
export function CallsPage() {
  return (
    <PageFrame title={t('app.calls')}>
      <EmptyState icon={phone} title={t('app.callsOff')} text={t('app.callsOffText')} />
    </PageFrame>
  )
}
