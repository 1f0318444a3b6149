import '../../platform/i18n/add-call-words.ts'
import { useLocation, useNavigate, useParams } from '@solidjs/router'
import { createMemo, Match, onMount, Show, Switch } from 'solid-js'
import { useDevice } from '../../platform/use-device.ts'
import { CallOver } from './CallOver.tsx'
import css from './CallPage.module.css'
import { CallRoom } from './CallRoom.tsx'
import { Companion } from './Companion.tsx'
import { CallContext, createCallView } from './create-call-view.ts'
import { callBeforeReload, currentCall, endedCall, enterCall, forgetEnding, plainWish } from './current-call.ts'
import { JoinPage } from './JoinPage.tsx'
import { WaitingPage } from './WaitingPage.tsx'

/** `/call/:token`: the way in, the door, the room, and what is said when it is over. Going to another page minimises the call. */
export function CallPage() {
  const params = useParams<{ token: string }>()
  const device = useDevice()
  const location = useLocation()
  const navigate = useNavigate()
  const isCompanion = () => new URLSearchParams(location.search).has('companion')
  const session = createMemo(() => {
    const now = currentCall()
    return now?.callId === params.token ? now : undefined
  })
  const ending = () => {
    const now = endedCall()
    return now?.callId === params.token ? now.ending : undefined
  }
  onMount(() => {
    const before = callBeforeReload()
    if (before?.callId === params.token && !session()) enterCall(device, before.callId, before.wish)
    else if (isCompanion() && !session()) enterCall(device, params.token, { ...plainWish(), companion: true })
  })
  return (
    <div class={css.page}>
      <Show
        when={session()}
        keyed
        fallback={
          <Show
            when={ending()}
            fallback={<JoinPage callId={params.token} onJoin={(wish) => enterCall(device, params.token, wish)} />}
          >
            {(why) => <CallOver ending={why()} onAgain={forgetEnding} />}
          </Show>
        }
      >
        {(open) => {
          const view = createCallView(open)
          return (
            <CallContext.Provider value={view}>
              <Switch fallback={<CallRoom onMinimise={() => navigate('/chats')} />}>
                <Match when={view.phase() === 'joining' || view.phase() === 'waiting' || view.phase() === 'connecting'}>
                  <WaitingPage />
                </Match>
                <Match when={open.parts.wish.companion}>
                  <Companion />
                </Match>
              </Switch>
            </CallContext.Provider>
          )
        }}
      </Show>
    </div>
  )
}
