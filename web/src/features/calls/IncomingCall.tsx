import { createUniqueId, onCleanup, onMount, Show } from 'solid-js'
import { createRead } from '../../platform/create-read.ts'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import dialogCss from '../../ui/Dialog.module.css'
import { phone } from '../../ui/icons.ts'
import { phoneOff, video } from '../../ui/more-icons.ts'
import { chatTitle } from '../chats/chat-title.ts'
import { fullName, roleLine } from '../contacts/names.ts'
import { ring } from './call-sounds.ts'
import css from './IncomingCall.module.css'
import { prepareCall } from './prepare-call.ts'

/** INCALL-15. On every device of the called; goes when one of them answers, and when nobody calls any more. */
export function IncomingCall(props: { callId: string; onAnswer(): void; onDecline(): void }) {
  const device = useDevice()
  const id = createUniqueId()
  let dialog!: HTMLDialogElement
  onMount(() => {
    dialog.showModal()
    prepareCall(() => import('./CallPage.tsx'))
    // Who shares a screen is not disturbed, and no call rings into another one.
    const silent = device.own.settings.get('notifySound') === false || 'sharing' in document.documentElement.dataset
    const stop = silent ? () => undefined : ring()
    onCleanup(() => {
      stop()
      dialog.close()
    })
  })
  const call = createRead(device, ['calls'], () => device.call(props.callId))
  const who = createRead(device, ['people', 'calls'], () => device.person(call()?.startedBy ?? ''))
  const place = () => {
    const item = device.chat(call()?.chats[0] ?? '')
    if (!item || item.head.kind === 'direct') return call()?.title
    return t('calls.ringsIn', { title: chatTitle(item) })
  }
  return (
    <dialog
      ref={dialog}
      class={`${dialogCss.dialog} ${css.dialog}`}
      role="alertdialog"
      aria-labelledby={id}
      aria-describedby={`${id}-who`}
      onCancel={(event) => {
        event.preventDefault()
        props.onDecline()
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class={css.body}>
        <h2 id={id} class={css.title}>
          {t('calls.ringing')}
        </h2>
        <span class={css.pulse}>
          <Avatar id={call()?.startedBy ?? ''} title={fullName(who())} size="huge" />
        </span>
        <p id={`${id}-who`} class={css.who}>
          <strong>{fullName(who())}</strong>
          <Show when={who()}>{(person) => <span>{roleLine(person())}</span>}</Show>
          <Show when={place()}>{(title) => <span>{title()}</span>}</Show>
          <span>{t(call()?.video ? 'calls.video' : 'calls.audio')}</span>
        </p>
        <div class={css.buttons}>
          <Button look="danger" icon={phoneOff} onClick={() => props.onDecline()}>
            {t('calls.decline')}
          </Button>
          <Button look="main" icon={call()?.video ? video : phone} autofocus onClick={() => props.onAnswer()}>
            {t('calls.answer')}
          </Button>
        </div>
      </div>
    </dialog>
  )
}
