import { useNavigate, useSearchParams } from '@solidjs/router'
import { ForwardDialog } from '../features/messages/ForwardDialog.tsx'
import { t } from '../platform/i18n/t.ts'

/** What another app shares with this one, sent into the chats that one chooses. */
export function SharePage() {
  const [params] = useSearchParams<{ title?: string; text?: string; url?: string }>()
  const navigate = useNavigate()
  const text = () => [params.title, params.text, params.url].filter((part) => part).join('\n')
  return (
    <ForwardDialog
      title={t('app.shareTitle')}
      texts={text() ? [text()] : []}
      onClose={() => navigate('/chats', { replace: true })}
    />
  )
}
