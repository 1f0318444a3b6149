import { t } from '../platform/i18n/t.ts'
import { ButtonLink } from '../ui/ButtonLink.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { search } from '../ui/icons.ts'
import css from './Crash.module.css'

export function NotFound() {
  return (
    <main class={css.crash}>
      <EmptyState icon={search} title={t('app.notFoundTitle')}>
        <ButtonLink href="/chats">{t('app.toChats')}</ButtonLink>
      </EmptyState>
    </main>
  )
}
