import '../../platform/i18n/add-door-words.ts'
import { useLocation } from '@solidjs/router'
import { Match, Show, Switch } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { wifiOff } from '../../ui/more-icons.ts'
import { LinkPage } from '../account/LinkPage.tsx'
import { ChatsDoor } from './ChatsDoor.tsx'
import { createReader, type Reader } from './create-reader.ts'
import { Gradebook } from './Gradebook.tsx'
import { InvitationPage } from './InvitationPage.tsx'
import { JournalFrame, type JournalTab } from './JournalFrame.tsx'
import { JournalSignIn } from './JournalSignIn.tsx'

const AdminPage = lazyPart(() => import('../admin/AdminPage.tsx').then((m) => m.AdminPage))
const CardEntry = lazyPart(() => import('../account/CardEntry.tsx').then((m) => m.CardEntry))
const OnlineLessons = lazyPart(() => import('./OnlineLessons.tsx').then((m) => m.OnlineLessons))
const ClassPage = lazyPart(() => import('./ClassPage.tsx').then((m) => m.ClassPage))

const tabs = ['lessons', 'chats', 'class', 'admin'] as const

/** `/journal` and `/admin`: sign-in, the gradebook, and the page «Чаты» with linking and the way into the messenger. */
export function JournalPage() {
  const location = useLocation()
  const journal = createReader()
  const reader = (): Reader | undefined => {
    const now = journal.state()
    return now.is === 'in' ? now.reader : undefined
  }
  const page = () => {
    const [, room, part] = location.pathname.split('/')
    return room === 'admin' ? 'admin' : part
  }
  const tab = (): JournalTab => tabs.find((each) => each === page()) ?? 'book'
  return (
    <Switch>
      <Match when={page() === 'invitation'}>
        <InvitationPage token={location.hash.slice(1)} />
      </Match>
      <Match when={page() === 'card'}>
        <CardEntry fragment={location.hash.slice(1)} />
      </Match>
      <Match when={journal.state().is === 'signedOut'}>
        <JournalSignIn journal={journal} />
      </Match>
      <Match when={journal.state().is === 'offline'}>
        <EmptyState icon={wifiOff} title={t('journal.offlineTitle')} text={t('journal.offlineText')}>
          <Button look="main" onClick={journal.load}>
            {t('core.retry')}
          </Button>
          <ButtonLink href="/chats">{t('journal.openChats')}</ButtonLink>
        </EmptyState>
      </Match>
      <Match when={reader()}>
        {(who) => (
          <Show when={page() !== 'link'} fallback={<LinkPage />}>
            <JournalFrame journal={journal} reader={who()} page={tab()}>
              <Switch fallback={<Gradebook reader={who()} />}>
                <Match when={tab() === 'lessons'}>
                  <OnlineLessons />
                </Match>
                <Match when={tab() === 'chats'}>
                  <ChatsDoor reader={who()} journal={journal} />
                </Match>
                <Match when={tab() === 'class'}>
                  <ClassPage />
                </Match>
                <Match when={tab() === 'admin'}>
                  <AdminPage />
                </Match>
              </Switch>
            </JournalFrame>
          </Show>
        )}
      </Match>
    </Switch>
  )
}
