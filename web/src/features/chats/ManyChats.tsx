import type { ChatId } from '@zvonok/schema/core/ids'
import type { ComponentProps, ValidComponent } from 'solid-js'
import { Virtualizer } from 'virtua/solid'
import { ChatListItem } from './ChatListItem.tsx'
import { ChatRow, ChatRows } from './ChatRows.tsx'

/** The rows of a long list that are in sight. */
export function ManyChats(props: { ids: readonly ChatId[]; scroller: HTMLElement | undefined }) {
  const Row = (row: ComponentProps<'li'> & { index: number }) => <ChatRow {...row} ids={props.ids} />
  return (
    <Virtualizer
      data={props.ids}
      scrollRef={props.scroller as HTMLElement}
      as={ChatRows}
      item={Row as ValidComponent}
      bufferSize={400}
    >
      {(id) => <ChatListItem id={id} />}
    </Virtualizer>
  )
}
