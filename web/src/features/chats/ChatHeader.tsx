import { useNavigate } from '@solidjs/router'
import { mayByPermission } from '@zvonok/schema/chats/rules'
import { createEffect, createMemo, onCleanup, Show } from 'solid-js'
import { createRead } from '../../platform/create-read.ts'
import { daysBetween, longDay, timeOfDay } from '../../platform/i18n/dates.ts'
import { t } from '../../platform/i18n/t.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { createDesktop } from '../../ui/create-media.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { back, more, search } from '../../ui/icons.ts'
import { lazyPart } from '../../ui/lazy-part.tsx'
import type { MenuItem } from '../../ui/Menu.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { star, userPlus } from '../../ui/more-icons.ts'
import { useChatRoom } from '../messages/chat-room.ts'
import css from './ChatHeader.module.css'
import { chatActions } from './chat-actions.ts'
import type { ChatPanel } from './chat-panel.ts'
import { chatHueId, chatTitle } from './chat-title.ts'
import { TypingLine } from './TypingLine.tsx'

const CallMenu = lazyPart(() => import('../calls/CallMenu.tsx').then((m) => m.CallMenu))

export function ChatHeader(props: { onPanel(panel: ChatPanel): void }) {
  const { device, view } = useChatRoom()
  const navigate = useNavigate()
  const desktop = createDesktop()
  const item = view.item
  const title = createMemo(() => {
    const known = item()
    return known ? chatTitle(known) : ''
  })
  const isDirect = () => item()?.head.kind === 'direct'
  const peerId = createMemo(() => item()?.peer?.id)
  const presence = createRead(device, ['presence'], () => {
    const id = peerId()
    return id === undefined ? undefined : device.presence(id)
  })
  createEffect(() => {
    const id = peerId()
    if (id === undefined) return
    device.watch([id])
    onCleanup(() => device.watch([]))
  })
  const presenceText = () => {
    const now = presence()
    if (now?.online) return t('chats.online')
    return now?.lastSeenMs ? t('chats.lastSeen', { when: lastSeen(now.lastSeenMs, device.nowMs()) }) : ''
  }
  const mayInvite = () =>
    item()?.head.kind === 'group' && mayByPermission(view.facts(), device.personId, 'invite').allowed

  function items(): MenuItem[] {
    const known = item()
    if (!known) return []
    return [
      { label: t('messages.importantList'), icon: star, run: () => props.onPanel('important') },
      ...(mayInvite() ? [{ label: t('chats.addPeople'), icon: userPlus, run: () => props.onPanel('addMembers') }] : []),
      ...chatActions(device, known),
    ]
  }
  return (
    <header class={css.head}>
      <Show when={!desktop()}>
        <IconButton label={t('core.back')} icon={back} onClick={() => navigate('/chats')} />
      </Show>
      <div class={css.who}>
        <Show when={item()}>
          {(known) => <Avatar id={chatHueId(known())} title={title()} online={presence()?.online ?? false} />}
        </Show>
        <div class={css.names}>
          <h2 class={css.title}>
            <button type="button" class={css.open} onClick={() => props.onPanel('info')}>
              {title()}
            </button>
          </h2>
          <div class={css.sub}>
            <Show when={!isDirect() && item()}>
              {(known) => (
                <button type="button" class={css.members} onClick={() => props.onPanel('info')}>
                  {t('core.members', { n: known().head.memberCount })}
                </button>
              )}
            </Show>
            <Show when={view.typing().length > 0} fallback={<span>{presenceText()}</span>}>
              <TypingLine />
            </Show>
          </div>
        </div>
      </div>
      <CallMenu />
      <IconButton label={t('messages.searchIn')} icon={search} onClick={() => props.onPanel('search')} />
      <MenuButton label={t('chats.actions')} icon={more} items={items} />
    </header>
  )
}

function lastSeen(atMs: number, nowMs: number): string {
  return daysBetween(atMs, nowMs) === 0 ? t('chats.at', { time: timeOfDay(atMs) }) : longDay(atMs, nowMs)
}
