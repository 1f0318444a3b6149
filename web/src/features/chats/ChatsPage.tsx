import { useNavigate, useParams } from '@solidjs/router'
import { createEffect, onCleanup, onMount, Show } from 'solid-js'
import { createRead } from '../../platform/create-read.ts'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { whenIdle } from '../../platform/when-idle.ts'
import { createDesktop } from '../../ui/create-media.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { chats } from '../../ui/icons.ts'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { ChatListPane } from './ChatListPane.tsx'
import css from './ChatsPage.module.css'
import { chatOrder } from './chat-order.ts'

const loadChat = () => import('./ChatPage.tsx').then((m) => m.ChatPage)
const ChatPage = lazyPart(loadChat)

/** `/chats` and `/chats/:id`: list and chat side by side, on narrow screens the chat covers the list. */
export function ChatsPage() {
  const device = useDevice()
  const params = useParams<{ id?: string }>()
  const navigate = useNavigate()
  const desktop = createDesktop()
  const isListed = createRead(device, ['link', 'chats'], () => device.syncedAtMs() !== undefined)
  // The list is on the screen first, on a slow line it needs the whole of it; then what the first press will need is fetched.
  createEffect(() => isListed() && whenIdle(() => void loadChat(), 2000))

  /** Alt+↑ and Alt+↓ go to the neighbour in the list. */
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!step || !event.altKey || event.ctrlKey) return
    event.preventDefault()
    const ids = chatOrder(device, false)
    const at = params.id === undefined ? -1 : ids.indexOf(params.id)
    const next = ids[Math.max(0, at + step)]
    if (next !== undefined) navigate(`/chats/${next}`)
  }
  onMount(() => document.addEventListener('keydown', onKeyDown))
  onCleanup(() => document.removeEventListener('keydown', onKeyDown))

  return (
    <div class={css.page}>
      <Show when={desktop() || !params.id}>
        <div class={css.list}>
          <ChatListPane />
        </div>
      </Show>
      <Show
        when={params.id}
        keyed
        fallback={
          <Show when={desktop()}>
            <div class={css.none}>
              <EmptyState icon={chats} title={t('chats.choose')} text={t('chats.chooseText')} />
            </div>
          </Show>
        }
      >
        {(id) => <ChatPage id={id} />}
      </Show>
    </div>
  )
}
