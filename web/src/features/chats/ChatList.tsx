import type { ChatId } from '@zvonok/schema/core/ids'
import { type ComponentProps, createSignal, type JSX, splitProps, type ValidComponent } from 'solid-js'
import { Virtualizer } from 'virtua/solid'
import { t } from '../../platform/i18n/t.ts'
import { moveFocus } from '../../ui/menu-keys.ts'
import css from './ChatList.module.css'
import { ChatListItem, itemDescription } from './ChatListItem.tsx'

/** Any number of chats: only those in sight are drawn. Arrow keys go from chat to chat. */
export function ChatList(props: { ids: readonly ChatId[]; before?: JSX.Element }) {
  const [scroller, setScroller] = createSignal<HTMLDivElement>()
  function onKeyDown(event: KeyboardEvent) {
    if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || event.altKey) return
    moveFocus(event, [...(scroller()?.querySelectorAll<HTMLElement>('li a') ?? [])])
  }
  /** The signs beside the title describe the item. */
  const Item = (item: ComponentProps<'li'> & { index: number }) => {
    const [own, rest] = splitProps(item, ['index'])
    return (
      <li
        {...rest}
        aria-describedby={itemDescription(props.ids[own.index] ?? '')}
        aria-setsize={props.ids.length}
        aria-posinset={own.index + 1}
      />
    )
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys are a shortcut, Tab reaches every link
    <div class={css.scroller} ref={setScroller} onKeyDown={onKeyDown}>
      {props.before}
      <Virtualizer
        data={props.ids}
        scrollRef={scroller() as HTMLElement}
        as={List}
        item={Item as ValidComponent}
        bufferSize={400}
      >
        {(id) => <ChatListItem id={id} />}
      </Virtualizer>
    </div>
  )
}

const List = (props: ComponentProps<'ul'>) => <ul {...props} aria-label={t('chats.list')} />
