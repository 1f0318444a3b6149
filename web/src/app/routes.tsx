import { Navigate, Route, Router } from '@solidjs/router'
import { ErrorBoundary, type ParentProps, Suspense } from 'solid-js'
import { ChatsPage } from '../features/chats/ChatsPage.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'
import { Crash } from './Crash.tsx'
import { NotFound } from './NotFound.tsx'
import { Shell } from './Shell.tsx'

const ContactsPage = lazyPart(() => import('../features/contacts/ContactsPage.tsx').then((m) => m.ContactsPage))
const CallsPage = lazyPart(() => import('../features/calls/CallsPage.tsx').then((m) => m.CallsPage))
const CallPage = lazyPart(() => import('../features/calls/CallPage.tsx').then((m) => m.CallPage))
const AccountPage = lazyPart(() => import('../features/account/AccountPage.tsx').then((m) => m.AccountPage))
const DiaryPage = lazyPart(() => import('../features/diary/DiaryPage.tsx').then((m) => m.DiaryPage))
const LessonPage = lazyPart(() => import('../features/lessons/LessonPage.tsx').then((m) => m.LessonPage))
const JournalPage = lazyPart(() => import('../features/journal/JournalPage.tsx').then((m) => m.JournalPage))
const IdPage = lazyPart(() => import('../features/account/IdPage.tsx').then((m) => m.IdPage))
const SharePage = lazyPart(() => import('./SharePage.tsx').then((m) => m.SharePage))

/** Chats come with the first load, everything else when it is opened. */
export function Routes() {
  return (
    <Router root={Root}>
      <Route path="/" component={() => <Navigate href="/chats" />} />
      <Route component={Shell}>
        <Route path="/chats/:id?" component={ChatsPage} />
        <Route path="/contacts" component={ContactsPage} />
        <Route path="/calls" component={CallsPage} />
        <Route path="/call/:token" component={CallPage} />
        <Route path="/account" component={AccountPage} />
        <Route path="/diary" component={DiaryPage} />
        <Route path="/lessons/:id" component={LessonPage} />
        <Route path="/share" component={SharePage} />
      </Route>
      <Route path="/journal/*" component={JournalPage} />
      <Route path="/admin" component={JournalPage} />
      <Route path="/id/*" component={IdPage} />
      <Route path="*" component={NotFound} />
    </Router>
  )
}

const Root = (props: ParentProps) => (
  <ErrorBoundary fallback={(error) => <Crash error={error} />}>
    <Suspense>{props.children}</Suspense>
  </ErrorBoundary>
)
