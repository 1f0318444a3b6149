import { useNavigate, useSearchParams } from '@solidjs/router'
import type { ChatId } from '@zvonok/schema/core/ids'
import { createEffect, createSignal, Match, on, Show, Switch } from 'solid-js'
import { createOpenChat } from '../../platform/create-open-chat.ts'
import { createRead } from '../../platform/create-read.ts'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { createMedia } from '../../ui/create-media.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { close } from '../../ui/icons.ts'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { lock } from '../../ui/more-icons.ts'
import { Composer } from '../messages/Composer.tsx'
import { ChatRoomContext, createChatRoom } from '../messages/chat-room.ts'
import { MessageLog } from '../messages/MessageLog.tsx'
import { PinnedBar } from '../messages/PinnedBar.tsx'
import { SelectionBar } from '../messages/SelectionBar.tsx'
import { ChatHeader } from './ChatHeader.tsx'
import css from './ChatPage.module.css'
import type { ChatPanel } from './chat-panel.ts'

const MessageDialogs = lazyPart(() => import('../messages/MessageDialogs.tsx').then((m) => m.MessageDialogs))
const ChatInfo = lazyPart(() => import('./ChatInfo.tsx').then((m) => m.ChatInfo))
const ChatSearch = lazyPart(() => import('../search/ChatSearch.tsx').then((m) => m.ChatSearch))
const ImportantDialog = lazyPart(() => import('../messages/ImportantDialog.tsx').then((m) => m.ImportantDialog))
const ChatCallBar = lazyPart(() => import('../calls/ChatCallBar.tsx').then((m) => m.ChatCallBar))
const AddMembersDialog = lazyPart(() => import('./AddMembersDialog.tsx').then((m) => m.AddMembersDialog))

/** One open chat. Mounted anew for every chat. */
export function ChatPage(props: { id: ChatId }) {
  const device = useDevice()
  const navigate = useNavigate()
  const view = createOpenChat(device, props.id)
  const room = createChatRoom(device, view, navigate)
  const [params] = useSearchParams<{ message?: string; seq?: string }>()
  const [panel, setPanel] = createSignal<ChatPanel>()
  const wide = createMedia('(width >= 80rem)')
  const isCalled = createRead(device, ['calls'], () => device.calls().some(({ chats }) => chats.includes(props.id)))
  const closePanel = () => setPanel(undefined)

  createEffect(
    on(
      () => [params.message, params.seq] as const,
      ([id, seq]) => id && seq && room.jumpTo(id, Number(seq)),
    ),
  )
  device.own.markedUnread.delete(props.id)

  /** Esc goes back one step: selection, panel, the chat itself. */
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    if (room.selection()) room.setSelection(undefined)
    else if (panel()) closePanel()
    else navigate('/chats')
  }
  return (
    <ChatRoomContext.Provider value={room}>
      <Switch>
        <Match when={view.phase() === 'gone'}>
          <section class={css.chat}>
            <EmptyState icon={lock} title={t('chats.gone')} text={t('chats.goneText')}>
              <ButtonLink href="/chats">{t('app.toChats')}</ButtonLink>
            </EmptyState>
          </section>
        </Match>
        <Match when={true}>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: Esc goes back wherever the focus is */}
          <section class={css.chat} onKeyDown={onKeyDown}>
            <ChatHeader onPanel={setPanel} />
            <Show when={panel() === 'search'}>
              <ChatSearch onClose={closePanel} />
            </Show>
            <Show when={isCalled()}>
              <ChatCallBar chatId={props.id} />
            </Show>
            <PinnedBar />
            <MessageLog />
            <Show when={room.selection()} fallback={<Composer />}>
              {(selection) => <SelectionBar count={selection().size} />}
            </Show>
          </section>
          <Show when={panel() === 'info' && wide()}>
            <aside class={css.panel} aria-label={t('chats.info')}>
              <header class={css.panelHead}>
                <h2>{t('chats.info')}</h2>
                <IconButton label={t('core.close')} icon={close} onClick={closePanel} />
              </header>
              <ChatInfo onClose={closePanel} />
            </aside>
          </Show>
          <Show when={panel() === 'info' && !wide()}>
            <Dialog title={t('chats.info')} closeLabel={t('core.close')} onClose={closePanel}>
              <ChatInfo onClose={closePanel} />
            </Dialog>
          </Show>
          <Show when={panel() === 'important'}>
            <ImportantDialog onClose={closePanel} />
          </Show>
          <Show when={panel() === 'addMembers'}>
            <AddMembersDialog onClose={closePanel} />
          </Show>
          <Show when={room.dialog()}>{(dialog) => <MessageDialogs dialog={dialog()} />}</Show>
        </Match>
      </Switch>
    </ChatRoomContext.Provider>
  )
}
