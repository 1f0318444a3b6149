import { A } from '@solidjs/router'
import type { ChatId } from '@zvonok/schema/core/ids'
import { createMemo, createSignal, Show } from 'solid-js'
import { createRead, sameFields } from '../../platform/create-read.ts'
import type { ChatItem } from '../../platform/device.ts'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { bellOff, more, pin, smile } from '../../ui/icons.ts'
import { longPress } from '../../ui/long-press.ts'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'
import { type Anchor, atElement, atPoint } from '../../ui/place-menu.ts'
import { MessageState } from '../messages/MessageState.tsx'
import css from './ChatListItem.module.css'
import { chatActions } from './chat-actions.ts'
import { chatPreview } from './chat-preview.ts'
import { chatSigns, signsText } from './chat-signs.ts'
import { chatTime } from './chat-time.ts'
import { chatHueId, chatTitle } from './chat-title.ts'
import { SwipeRow } from './SwipeRow.tsx'

/** Ids of what describes the item of a chat: its signs and its last message. */
export const itemDescription = (id: ChatId): string => `chat-${id}-signs chat-${id}-text`

/** One chat of the list. Reads its own chat only, so that a message in one chat redraws one row. */
export function ChatListItem(props: { id: ChatId }) {
  const device = useDevice()
  const item = createRead(device, ['chats', 'people'], () => device.chat(props.id))
  return <Show when={item()}>{(known) => <KnownItem item={known()} />}</Show>
}

function KnownItem(props: { item: ChatItem }) {
  const device = useDevice()
  const id = () => props.item.head.id
  const [menu, setMenu] = createSignal<{ at: Anchor; smileys?: readonly MenuItem[] }>()
  const signs = createRead(device, ['own', 'chats'], () => chatSigns(device, props.item), sameFields)
  const preview = createRead(device, ['people', 'own'], () => chatPreview(device, props.item))
  const press = longPress(({ x, y }) => setMenu({ at: atPoint(x, y) }))
  const title = createMemo(() => chatTitle(props.item))

  function items(): readonly MenuItem[] {
    const open = menu()
    if (!open) return []
    return open.smileys ?? [...chatActions(device, props.item), sendSmiley(open.at)]
  }
  const sendSmiley = (at: Anchor): MenuItem => ({
    label: t('chats.sendSmiley'),
    icon: smile,
    run: () => void import('./smileys.ts').then(({ smileys }) => setMenu({ at, smileys: smileys(device, id()) })),
  })

  return (
    <SwipeRow
      before={() => chatActions(device, props.item, ['pin', 'unread'])}
      after={() => chatActions(device, props.item, ['mute', 'leave', 'archive'])}
    >
      <div class={css.item}>
        <A
          href={`/chats/${id()}`}
          class={css.link}
          aria-label={title()}
          aria-describedby={itemDescription(id())}
          draggable={false}
          onPointerDown={press.onPointerDown}
          onPointerMove={press.onPointerMove}
          onPointerUp={press.onPointerUp}
          onPointerCancel={press.onPointerCancel}
          onClick={(event) => press.swallows(event)}
          onContextMenu={(event) => {
            event.preventDefault()
            setMenu({ at: atPoint(event.clientX, event.clientY) })
          }}
        >
          <Avatar id={chatHueId(props.item)} title={title()} size="large" />
          <span class={css.line}>
            <span class={css.name}>{title()}</span>
            <Show when={signs().muted}>
              <Icon path={bellOff} class={css.sign} />
            </Show>
            <span class={css.time}>
              <Show when={props.item.last}>
                {(last) => (
                  <>
                    <Show when={last().author === device.personId && last().kind === 'text'}>
                      <MessageState state={last().state} />
                    </Show>
                    {chatTime(last().atMs, device.nowMs())}
                  </>
                )}
              </Show>
            </span>
          </span>
          <span class={css.line}>
            <span class={css.preview} id={`chat-${id()}-text`}>
              <Show when={props.item.draft} fallback={preview()}>
                {(draft) => (
                  <>
                    <span class={css.draft}>{t('chats.draft')}</span> {draft()}
                  </>
                )}
              </Show>
            </span>
            <Show
              when={signs().unread > 0 || signs().markedUnread}
              fallback={
                <Show when={signs().pinned}>
                  <Icon path={pin} class={css.sign} />
                </Show>
              }
            >
              <span class={`${css.count} ${signs().muted ? css.quietCount : ''}`}>{signs().unread || ''}</span>
            </Show>
          </span>
        </A>
        <span id={`chat-${id()}-signs`} class="unseen">
          {signsText(signs())}
        </span>
        <IconButton
          class={css.more}
          label={t('chats.actions')}
          icon={more}
          aria-haspopup="menu"
          aria-expanded={menu() !== undefined}
          onClick={(event) => setMenu({ at: atElement(event.currentTarget) })}
        />
        <Menu
          label={menu()?.smileys ? t('chats.sendSmiley') : t('chats.actions')}
          at={menu()?.at}
          items={items()}
          onClose={() => setMenu(undefined)}
        />
      </div>
    </SwipeRow>
  )
}
