import { reactToMessage } from '@zvonok/schema/messages/commands'
import { mayReact } from '@zvonok/schema/messages/rules'
import { createMemo, createSignal, createUniqueId, Match, Show, Switch } from 'solid-js'
import { createRead } from '../../platform/create-read.ts'
import type { ShownMessage } from '../../platform/device.ts'
import { daysBetween, longDay, timeOfDay } from '../../platform/i18n/dates.ts'
import { t } from '../../platform/i18n/t.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Divider } from '../../ui/Divider.tsx'
import { hueOf } from '../../ui/hue.ts'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { more } from '../../ui/icons.ts'
import { longPress } from '../../ui/long-press.ts'
import { Menu } from '../../ui/Menu.tsx'
import { star } from '../../ui/more-icons.ts'
import { type Anchor, atElement, atPoint } from '../../ui/place-menu.ts'
import { fullName } from '../contacts/names.ts'
import { messageActions } from './actions.ts'
import { toggleSelected, useChatRoom } from './chat-room.ts'
import css from './MessageRow.module.css'
import { MessageState } from './MessageState.tsx'
import { MessageText } from './MessageText.tsx'
import { noticeText } from './notice-text.ts'
import { type Emoji, ReactionPicker } from './ReactionPicker.tsx'
import { Reactions } from './Reactions.tsx'
import { ReplyQuote } from './ReplyQuote.tsx'
import type { RowPlace } from './row-place.ts'

/** One message with the separators above it. */
export function MessageRow(props: {
  message: ShownMessage
  place: RowPlace
  /** The one that Tab reaches; arrow keys go on from it. */
  isCurrent: boolean
  isLit: boolean
  onFocus(): void
}) {
  const { device } = useChatRoom()
  return (
    <>
      <Show when={props.place.dayMs}>{(atMs) => <Divider label={dayName(atMs(), device.nowMs())} />}</Show>
      <Show when={props.place.isFirstNew}>
        <Divider label={t('messages.new')} line />
      </Show>
      <Show
        when={props.message.kind !== 'notice'}
        fallback={<p class={css.notice}>{noticeText(device, props.message)}</p>}
      >
        <Article {...props} />
      </Show>
    </>
  )
}

function dayName(atMs: number, nowMs: number): string {
  const days = daysBetween(atMs, nowMs)
  if (days === 0) return t('chats.today')
  return days === 1 ? t('chats.yesterdayLong') : longDay(atMs, nowMs)
}

function Article(props: Parameters<typeof MessageRow>[0]) {
  const room = useChatRoom()
  const { device, view } = room
  const id = createUniqueId()
  const [menuAt, setMenuAt] = createSignal<Anchor>()
  const isOwn = () => props.message.author === device.personId
  const author = createRead(device, ['people', 'me'], () =>
    fullName(isOwn() ? device.me() : device.person(props.message.author)),
  )
  const isImportant = createRead(device, ['own'], () => device.own.important.has(props.message.id))
  const isGroup = createMemo(() => view.item()?.head.kind !== 'direct')
  const selected = () => room.selection()?.has(props.message.id) ?? false
  const press = longPress(({ x, y }) => (room.selection() ? toggle() : setMenuAt(atPoint(x, y))))
  const mayReactHere = () => props.message.seq > 0 && mayReact(view.facts(), device.personId, props.message).allowed

  function toggle() {
    if (props.message.seq > 0) toggleSelected(room, props.message.id)
  }
  function react(emoji: Emoji) {
    setMenuAt(undefined)
    const on = !props.message.myMarks.includes(emoji)
    device.run(reactToMessage, { chatId: view.id, messageId: props.message.id, emoji, on })
  }
  function onKeyDown(event: KeyboardEvent & { currentTarget: HTMLElement }) {
    if (event.target !== event.currentTarget) return
    if (event.key !== 'Enter' && event.key !== ' ' && event.key !== 'ContextMenu') return
    event.preventDefault()
    if (room.selection()) toggle()
    else setMenuAt(atElement(event.currentTarget.querySelector(`.${css.bubble}`) ?? event.currentTarget))
  }
  return (
    <article
      class={`${css.row} ${isOwn() ? css.own : ''} ${props.place.opens ? css.opens : ''} ${props.place.closes ? css.closes : ''} ${selected() ? css.selected : ''} ${props.isLit ? css.lit : ''}`}
      data-message={props.message.id}
      aria-labelledby={`${id}-author ${id}-text ${id}-time`}
      aria-describedby={`${id}-state`}
      tabindex={props.isCurrent ? 0 : -1}
      onFocus={() => props.onFocus()}
      onKeyDown={onKeyDown}
      onClick={() => room.selection() && toggle()}
      onPointerDown={press.onPointerDown}
      onPointerMove={press.onPointerMove}
      onPointerUp={press.onPointerUp}
      onPointerCancel={press.onPointerCancel}
      onContextMenu={(event) => {
        if (window.getSelection()?.toString() || (event.target as Element).closest('a')) return
        event.preventDefault()
        setMenuAt(atPoint(event.clientX, event.clientY))
      }}
    >
      <Show when={room.selection()}>
        <span class={css.tick} aria-hidden="true" />
      </Show>
      <Show when={isGroup() && !isOwn()}>
        <span class={css.picture}>
          <Show when={props.place.closes && props.message.author}>
            <Avatar id={props.message.author} title={author()} size="small" />
          </Show>
        </span>
      </Show>
      <div class={css.bubble} on:click={{ capture: true, handleEvent: (event) => void press.swallows(event) }}>
        <span
          id={`${id}-author`}
          data-hue={hueOf(props.message.author)}
          class={props.place.opens && isGroup() && !isOwn() ? css.author : 'unseen'}
        >
          {props.message.author && author()}
        </span>
        <Show when={props.message.extra?.re}>{(re) => <ReplyQuote id={re()[0]} seq={re()[1]} />}</Show>
        <Body message={props.message} id={`${id}-text`} />
        <span class={css.meta} id={`${id}-state`}>
          <Show when={isImportant()}>
            <Icon path={star} class={css.star} filled />
            <span class="unseen">{t('messages.important')}</span>
          </Show>
          <Show when={props.message.extra?.ed}>
            <span>{t('messages.edited')}</span>
          </Show>
          <time id={`${id}-time`} datetime={new Date(props.message.atMs).toISOString()}>
            {timeOfDay(props.message.atMs)}
          </time>
          <Show when={isOwn() && props.message.kind === 'text'}>
            <MessageState state={props.message.state} />
          </Show>
        </span>
        <Reactions message={props.message} mayReact={mayReactHere()} onReact={react} />
        <Show when={props.message.state === 'refused'}>
          <p class={css.refusal}>
            {props.message.refusal ? t(`refusal.${props.message.refusal}`) : t('messages.refused')}
            <button type="button" class={css.retry} onClick={() => device.retry(props.message.id)}>
              {t('core.retry')}
            </button>
          </p>
        </Show>
      </div>
      <Show when={!room.selection() && props.message.kind === 'text'}>
        <IconButton
          class={css.more}
          label={t('messages.actions')}
          icon={more}
          tabindex={props.isCurrent ? 0 : -1}
          aria-haspopup="menu"
          aria-expanded={menuAt() !== undefined}
          onClick={(event) => {
            event.stopPropagation()
            setMenuAt(atElement(event.currentTarget))
          }}
        />
      </Show>
      <Menu
        label={t('messages.actions')}
        at={menuAt()}
        items={menuAt() ? messageActions(room, props.message) : []}
        before={
          <Show when={mayReactHere()}>
            <ReactionPicker chosen={props.message.myMarks} onChoose={react} />
          </Show>
        }
        onClose={() => setMenuAt(undefined)}
      />
    </article>
  )
}

function Body(props: { message: ShownMessage; id: string }) {
  return (
    <Switch>
      <Match when={props.message.kind === 'text'}>
        <MessageText text={props.message.body} id={props.id} />
      </Match>
      <Match when={props.message.kind === 'deleted'}>
        <em class={css.deleted} id={props.id}>
          {t(props.message.body === 'admin' ? 'messages.deletedByAdmin' : 'messages.deleted')}
        </em>
      </Match>
    </Switch>
  )
}
