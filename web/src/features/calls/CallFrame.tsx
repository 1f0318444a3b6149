import '../../platform/i18n/add-call-words.ts'
import { useLocation, useNavigate } from '@solidjs/router'
import { createMemo, Show } from 'solid-js'
import { createRead, sameItems } from '../../platform/create-read.ts'
import { useDevice } from '../../platform/use-device.ts'
import { CallBar } from './CallBar.tsx'
import { createCallView } from './create-call-view.ts'
import { currentCall, enterCall } from './current-call.ts'
import { IncomingCall } from './IncomingCall.tsx'

/** What calls show on every page: the one that rings, and the one that goes on in the background. Stands once in the shell. */
export function CallFrame() {
  const device = useDevice()
  const navigate = useNavigate()
  const location = useLocation()
  const ringing = createRead(
    device,
    ['calls'],
    () => device.calls().filter(({ people }) => people.get(device.personId)?.state === 'ringing'),
    sameItems,
  )
  const minimised = createMemo(() => {
    const session = currentCall()
    return session && !location.pathname.startsWith(`/call/${session.callId}`) ? session : undefined
  })
  function answer(callId: string) {
    enterCall(device, callId)
    navigate(`/call/${callId}`)
  }
  return (
    <>
      <Show when={ringing()[0]?.id} keyed>
        {(id) => (
          <IncomingCall
            callId={id}
            onAnswer={() => answer(id)}
            onDecline={() => void device.ask('calls.decline', { callId: id })}
          />
        )}
      </Show>
      <Show when={minimised()} keyed>
        {(session) => <CallBar view={createCallView(session)} onMaximise={() => navigate(`/call/${session.callId}`)} />}
      </Show>
    </>
  )
}
