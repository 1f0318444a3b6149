import type { MessageId } from '@zvonok/schema/core/ids'
import { createMemo } from 'solid-js'
import { createRead } from '../../platform/create-read.ts'
import { t } from '../../platform/i18n/t.ts'
import { hueOf } from '../../ui/hue.ts'
import { fullName } from '../contacts/names.ts'
import { useChatRoom } from './chat-room.ts'
import css from './ReplyQuote.module.css'

/** CHAT-5. One line of the message that was answered; looked up, so that erasing it erases this too. A press goes there. */
export function ReplyQuote(props: { id: MessageId; seq: number }) {
  const { view, device, jumpTo } = useChatRoom()
  const message = createMemo(() => view.rows().find(({ id }) => id === props.id))
  const isTombstone = createMemo(() => !message() && view.rows().some(({ seq }) => seq === props.seq))
  const ownRow = (id: string) => (id === device.personId ? device.me() : undefined)
  const author = createRead(device, ['people', 'me'], () => {
    const known = message()
    return known ? fullName(device.person(known.author) ?? ownRow(known.author)) : t('messages.unknownReply')
  })
  const text = () => {
    const known = message()
    if (known && known.kind !== 'deleted') return known.body
    return isTombstone() || known ? t('messages.deleted') : '…'
  }
  return (
    <button
      type="button"
      class={css.quote}
      data-hue={hueOf(message()?.author ?? '')}
      tabindex="-1"
      onClick={(event) => {
        event.stopPropagation()
        jumpTo(props.id, props.seq)
      }}
    >
      <span class={css.author}>{author()}</span>
      <span class={css.text}>{text()}</span>
    </button>
  )
}
