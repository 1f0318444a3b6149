import { Navigate, Route, Router } from '@solidjs/router'
import { ErrorBoundary, lazy, type ParentProps, Suspense } from 'solid-js'
import { ChatsPage } from '../features/chats/ChatsPage.tsx'
import { Crash } from './Crash.tsx'
import { NotFound } from './NotFound.tsx'
import { Shell } from './Shell.tsx'

const ContactsPage = lazy(() =>
  import('../features/contacts/ContactsPage.tsx').then((m) => ({ default: m.ContactsPage })),
)
const CallsPage = lazy(() => import('./CallsPage.tsx').then((m) => ({ default: m.CallsPage })))
const AccountPage = lazy(() => import('../features/account/AccountPage.tsx').then((m) => ({ default: m.AccountPage })))
const JournalPage = lazy(() => import('../features/journal/JournalPage.tsx').then((m) => ({ default: m.JournalPage })))
const IdPage = lazy(() => import('../features/account/IdPage.tsx').then((m) => ({ default: m.IdPage })))
const SharePage = lazy(() => import('./SharePage.tsx').then((m) => ({ default: m.SharePage })))

/** Chats come with the first load, everything else when it is opened. */
export function Routes() {
  return (
    <Router root={Root}>
      <Route path="/" component={() => <Navigate href="/chats" />} />
      <Route component={Shell}>
        <Route path="/chats/:id?" component={ChatsPage} />
        <Route path="/contacts" component={ContactsPage} />
        <Route path="/calls" component={CallsPage} />
        <Route path="/account" component={AccountPage} />
        <Route path="/share" component={SharePage} />
      </Route>
      <Route path="/journal/*" component={JournalPage} />
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
