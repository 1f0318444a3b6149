import type { ChatId } from '@zvonok/schema/core/ids'
import { createSignal, For, type JSX, lazy, Show, Suspense } from 'solid-js'
import { moveFocus } from '../../ui/menu-keys.ts'
import css from './ChatList.module.css'
import { ChatListItem } from './ChatListItem.tsx'
import { ChatRow, ChatRows } from './ChatRows.tsx'

/** More than a screen; drawing so many costs less than the code that leaves out what is not in sight. */
const few = 30

const ManyChats = lazy(() => import('./ManyChats.tsx').then((module) => ({ default: module.ManyChats })))

/** Any number of chats: of many only those in sight are drawn. Arrow keys go from chat to chat. */
export function ChatList(props: { ids: readonly ChatId[]; before?: JSX.Element }) {
  const [scroller, setScroller] = createSignal<HTMLDivElement>()
  function onKeyDown(event: KeyboardEvent) {
    if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || event.altKey) return
    moveFocus(event, [...(scroller()?.querySelectorAll<HTMLElement>('li a') ?? [])])
  }
  const First = () => (
    <ChatRows>
      <For each={props.ids.slice(0, few)}>
        {(id, index) => (
          <ChatRow ids={props.ids} index={index()}>
            <ChatListItem id={id} />
          </ChatRow>
        )}
      </For>
    </ChatRows>
  )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys are a shortcut, Tab reaches every link
    <div class={css.scroller} ref={setScroller} onKeyDown={onKeyDown}>
      {props.before}
      <Show when={props.ids.length > few} fallback={<First />}>
        <Suspense fallback={<First />}>
          <ManyChats ids={props.ids} scroller={scroller()} />
        </Suspense>
      </Show>
    </div>
  )
}
