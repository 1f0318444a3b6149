import type { ChatId } from '@zvonok/schema/core/ids'
import { type ComponentProps, splitProps } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { itemDescription } from './ChatListItem.tsx'

export const ChatRows = (props: ComponentProps<'ul'>) => <ul {...props} aria-label={t('chats.list')} />

/** One of `ids`. The signs beside the title describe the item. */
export function ChatRow(props: ComponentProps<'li'> & { ids: readonly ChatId[]; index: number }) {
  const [own, rest] = splitProps(props, ['ids', 'index'])
  return (
    <li
      {...rest}
      aria-describedby={itemDescription(own.ids[own.index] ?? '')}
      aria-setsize={own.ids.length}
      aria-posinset={own.index + 1}
    />
  )
}
