import { t } from '../../platform/i18n/t.ts'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { notebook } from '../../ui/icons.ts'
import { PageFrame } from '../../ui/PageFrame.tsx'

/** The diary holds nothing of its own yet: marks and lessons stand in the journal, and it shows the way there. */
export function DiaryPage() {
  return (
    <PageFrame title={t('app.diary')}>
      <EmptyState icon={notebook} title={t('app.diaryEmpty')} text={t('app.diaryEmptyText')}>
        <ButtonLink href="/journal" look="main">
          {t('app.toJournal')}
        </ButtonLink>
      </EmptyState>
    </PageFrame>
  )
}
