import '../../platform/i18n/add-call-words.ts'
import { useNavigate } from '@solidjs/router'
import type { ChatId } from '@zvonok/schema/core/ids'
import { createEffect, createMemo, Show } from 'solid-js'
import { createRead } from '../../platform/create-read.ts'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { phone } from '../../ui/icons.ts'
import { currentCall, enterCall } from './current-call.ts'
import { prepareCall } from './prepare-call.ts'

/** The call that runs in this chat, with «Присоединиться»: stands on top of the chat as long as it runs. */
export function ChatCallBar(props: { chatId: ChatId }) {
  const device = useDevice()
  const navigate = useNavigate()
  const call = createRead(device, ['calls'], () => device.calls().find(({ chats }) => chats.includes(props.chatId)))
  const isHere = () => currentCall()?.callId === call()?.id
  const isOffered = createMemo(() => !isHere() && call() !== undefined)
  createEffect(() => isOffered() && prepareCall(() => import('./CallPage.tsx')))
  function join(callId: string) {
    enterCall(device, callId)
    navigate(`/call/${callId}`)
  }
  return (
    <Show when={!isHere() && call()}>
      {(now) => (
        <Banner
          tone="bell"
          icon={phone}
          action={
            <Button look="main" onClick={() => join(now().id)}>
              {t('calls.join')}
            </Button>
          }
        >
          {now().title || t('calls.goesOn', { n: now().count })}
        </Banner>
      )}
    </Show>
  )
}
