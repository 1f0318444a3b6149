import { t } from '../../platform/i18n/t.ts'
import { dateText } from './EventList.tsx'

interface GivenConsent {
  readonly how: 'self' | 'guardian' | 'school'
  readonly by: string
  readonly atMs: number
}

/** Below the button that makes a profile: one consents by going on, or somebody has for the child. */
export const consentText = (given: GivenConsent | null): string =>
  given ? t(`account.consentBy.${given.how}`, { name: given.by, date: dateText(given.atMs) }) : t('account.consent')
