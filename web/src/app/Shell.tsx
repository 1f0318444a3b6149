import { useParams } from '@solidjs/router'
import { createEffect, Match, type ParentProps, Show, Suspense, Switch } from 'solid-js'
import { chatQuestion } from '../features/chats/chat-question.ts'
import { createRead } from '../platform/create-read.ts'
import type { Device } from '../platform/device.ts'
import { t } from '../platform/i18n/t.ts'
import { DeviceContext } from '../platform/use-device.ts'
import { createDesktop } from '../ui/create-media.ts'
import { lazyPart } from '../ui/lazy-part.tsx'
import { Toasts } from '../ui/Toasts.tsx'
import { createRefusalNotes } from './create-refusal-notes.ts'
import { Navigation } from './Navigation.tsx'
import css from './Shell.module.css'
import { StateLines } from './StateLines.tsx'
import { openSession } from './session.ts'
import { createAppearance } from './theme.ts'
import { UpdateLine } from './UpdateLine.tsx'

const ChatQuestions = lazyPart(() => import('../features/chats/ChatQuestions.tsx').then((m) => m.ChatQuestions))
const CallFrame = lazyPart(() => import('../features/calls/CallFrame.tsx').then((m) => m.CallFrame))
const CallDoor = lazyPart(() => import('../features/calls/CallDoor.tsx').then((m) => m.CallDoor))
const SignedOut = lazyPart(() => import('./SignedOut.tsx').then((m) => m.SignedOut))
const Locked = lazyPart(() => import('./SignedOut.tsx').then((m) => m.Locked))

/** The frame of the messenger around its pages; before that, whoever may see them. */
export function Shell(props: ParentProps) {
  const session = openSession()
  const device = () => {
    const now = session()
    return now.state === 'open' ? now.device : undefined
  }
  return (
    <Switch>
      <Match when={device()} keyed>
        {(open) => <Messenger device={open}>{props.children}</Messenger>}
      </Match>
      <Match when={session().state === 'signedOut' || session().state === 'offline'}>
        <Show when={isCallLink()} fallback={<SignedOut offline={session().state === 'offline'} />}>
          <CallDoor />
        </Show>
      </Match>
    </Switch>
  )
}

const isCallLink = () => location.pathname.startsWith('/call/')

/** The frame for one person's device. */
export function Messenger(props: ParentProps<{ device: Device }>) {
  const params = useParams<{ id?: string }>()
  const desktop = createDesktop()
  const { device } = props
  createAppearance(device)
  createRefusalNotes(device)
  const link = createRead(device, ['link'], () => device.link())
  const hasCalls = createRead(device, ['calls'], () => device.calls().length > 0)
  createEffect(() => {
    if (link() === 'live') void import('../features/diary/keep-fresh.ts').then((m) => m.keepFresh(device))
  })
  const unread = createRead(device, ['chats', 'own'], () => unreadChats(device))
  createEffect(() => {
    document.title = unread() > 0 ? `(${unread()}) ${t('app.title')}` : t('app.title')
  })
  return (
    <DeviceContext.Provider value={device}>
      <Show when={link() !== 'locked'} fallback={<Locked />}>
        <div class={css.shell}>
          <Show when={desktop() || !params.id}>
            <Navigation unread={unread()} />
          </Show>
          <main class={css.main}>
            <UpdateLine />
            <StateLines />
            <Show when={hasCalls()}>
              <CallFrame />
            </Show>
            <div class={css.page}>
              <Suspense>{props.children}</Suspense>
            </div>
          </main>
        </div>
        <Show when={chatQuestion()}>
          <ChatQuestions />
        </Show>
        <Toasts />
      </Show>
    </DeviceContext.Provider>
  )
}

/** Chats with something new that are neither muted nor put away. */
function unreadChats(device: Device): number {
  const { muted, archived, markedUnread } = device.own
  return device
    .chats()
    .filter(
      ({ head, unread }) => !muted.has(head.id) && !archived.has(head.id) && (unread > 0 || markedUnread.has(head.id)),
    ).length
}
