import { editMessage, sendMessage } from '@zvonok/schema/messages/commands'
import { mayEdit, mayWrite } from '@zvonok/schema/messages/rules'
import { createEffect, createMemo, createSignal, createUniqueId, on, onMount, Show } from 'solid-js'
import { createRead } from '../../platform/create-read.ts'
import { t } from '../../platform/i18n/t.ts'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { check, close, smile } from '../../ui/icons.ts'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { edit, lock, reply, send as sendIcon } from '../../ui/more-icons.ts'
import { fullName } from '../contacts/names.ts'
import css from './Composer.module.css'
import { useChatRoom } from './chat-room.ts'
import { isTooLong } from './text-limit.ts'

const EmojiPicker = lazyPart(() => import('./EmojiPicker.tsx').then((m) => m.EmojiPicker))

/** CHAT-9. Input line of a chat. Works the same offline: the message is kept on the device and leaves later. */
export function Composer() {
  const { device, view } = useChatRoom()
  const decision = createMemo(() => mayWrite(view.facts(), device.personId), undefined, {
    equals: (a, b) => a?.allowed === b?.allowed && (a?.allowed || b?.allowed || a?.code === b?.code),
  })
  const why = () => {
    const answer = decision()
    return answer.allowed ? undefined : t(`refusal.${answer.code}`)
  }
  return (
    <Show
      when={decision().allowed}
      fallback={
        <p role="note" class={css.note}>
          <Icon path={lock} class={css.noteIcon} />
          {why()}
        </p>
      }
    >
      <InputLine />
    </Show>
  )
}

function InputLine() {
  const room = useChatRoom()
  const { device, view, mode, setMode } = room
  const id = createUniqueId()
  const [text, setText] = createSignal(device.draft(view.id))
  const [emojiOpen, setEmojiOpen] = createSignal(false)
  const tooLong = createMemo(() => isTooLong(text()))
  const byCtrlEnter = createRead(device, ['own'], () => device.own.settings.get('ctrlEnter') === true)
  let field!: HTMLTextAreaElement

  onMount(() => {
    if (window.matchMedia('(pointer: fine)').matches) field.focus()
  })
  createEffect(
    on(mode, (now, before) => {
      if (now.kind === 'edit') setText(now.message.body)
      else if (before?.kind === 'edit') setText(device.draft(view.id))
      if (now.kind !== 'write') queueMicrotask(() => field.focus())
    }),
  )

  function change(value: string) {
    setText(value)
    if (mode().kind === 'edit') return
    device.setDraft(view.id, value)
    if (value) view.chat.tellTyping()
  }
  function submit(event?: Event) {
    event?.preventDefault()
    if (!text().trim() || tooLong()) return
    const now = mode()
    if (now.kind === 'edit') {
      if (text().trim() !== now.message.body)
        device.run(editMessage, { chatId: view.id, messageId: now.message.id, text: text() })
    } else {
      const replyTo = now.kind === 'reply' ? { replyTo: [now.to.id, now.to.seq] as [string, number] } : {}
      device.run(sendMessage, { chatId: view.id, text: text(), ...replyTo })
      device.setDraft(view.id, '')
    }
    setMode({ kind: 'write' })
    setText(device.draft(view.id))
    field.focus()
  }
  /** The last own message that may still be changed. */
  function editLast(): boolean {
    const message = view.rows().findLast(({ author, kind }) => author === device.personId && kind === 'text')
    if (!message || message.seq === 0 || !mayEdit(view.facts(), device.personId, message, device.nowMs()).allowed)
      return false
    setMode({ kind: 'edit', message })
    return true
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.isComposing) return
    const withCtrl = event.ctrlKey || event.metaKey
    if (event.key === 'Enter' && (byCtrlEnter() ? withCtrl : !event.shiftKey && !event.altKey)) submit(event)
    else if (event.key === 'ArrowUp' && !text() && !event.altKey && editLast()) event.preventDefault()
    else if (event.key === 'Escape' && mode().kind !== 'write') {
      event.stopPropagation()
      setMode({ kind: 'write' })
    }
  }
  function insert(emoji: string) {
    field.setRangeText(emoji, field.selectionStart, field.selectionEnd, 'end')
    change(field.value)
    field.focus()
  }
  return (
    <form class={css.composer} onSubmit={submit} aria-label={t('messages.input')}>
      <Show when={mode().kind !== 'write'}>
        <ModeBar />
      </Show>
      <Show when={tooLong()}>
        <p role="alert" class={css.limit} id={`${id}-limit`}>
          {t('messages.tooLong')}
        </p>
      </Show>
      <div class={css.line}>
        <textarea
          ref={field}
          rows="1"
          class={css.field}
          aria-label={t('messages.input')}
          placeholder={t('messages.input')}
          aria-describedby={tooLong() ? `${id}-limit` : undefined}
          enterkeyhint="send"
          dir="auto"
          value={text()}
          onInput={(event) => change(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <IconButton
          label={t('messages.emoji')}
          icon={smile}
          aria-expanded={emojiOpen()}
          onClick={() => setEmojiOpen((open) => !open)}
        />
        <IconButton
          type="submit"
          look="main"
          label={t(mode().kind === 'edit' ? 'messages.save' : 'messages.send')}
          icon={mode().kind === 'edit' ? check : sendIcon}
          disabled={!text().trim() || tooLong()}
        />
      </div>
      <Show when={emojiOpen()}>
        <EmojiPicker
          onChoose={insert}
          onClose={() => {
            setEmojiOpen(false)
            field.focus()
          }}
        />
      </Show>
    </form>
  )
}

/** What is being answered or edited, above the line. */
function ModeBar() {
  const { device, mode, setMode } = useChatRoom()
  const shown = () => {
    const now = mode()
    if (now.kind === 'edit') return { icon: edit, title: t('messages.editing'), text: now.message.body }
    if (now.kind === 'reply') {
      const { author, body } = now.to
      const name = fullName(author === device.personId ? device.me() : device.person(author))
      return { icon: reply, title: t('messages.replyTo', { name }), text: body }
    }
    return { icon: reply, title: '', text: '' }
  }
  return (
    <div class={css.mode}>
      <Icon path={shown().icon} class={css.modeIcon} />
      <p class={css.modeText}>
        <span class={css.modeTitle}>{shown().title}</span>
        <span class={css.modeBody}>{shown().text}</span>
      </p>
      <IconButton label={t('core.cancel')} icon={close} onClick={() => setMode({ kind: 'write' })} />
    </div>
  )
}
