import { t } from '../../platform/i18n/t.ts'
import { ButtonLink } from '../../ui/ButtonLink.tsx'

/** Nothing is under way in this browser, or it took too long: the two ways to begin. */
export function ExpiredNote() {
  return (
    <>
      <p role="status">{t('account.expiredText')}</p>
      <ButtonLink href="/journal/chats" look="main" wide>
        {t('account.toJournal')}
      </ButtonLink>
      <ButtonLink href="/api/enter" rel="external" wide>
        {t('account.toMessenger')}
      </ButtonLink>
    </>
  )
}
