import { t } from '../../platform/i18n/t.ts'
import { useChatRoom } from '../messages/chat-room.ts'
import css from './ChatHeader.module.css'

/** «Иванова печатает…» */
export function TypingLine() {
  const { device, view } = useChatRoom()
  const text = () => {
    const [first, ...others] = view.typing()
    if (first === undefined) return ''
    if (others.length > 0) return t('chats.typingMany', { n: others.length + 1 })
    return t('chats.typing', { name: device.person(first)?.family ?? t('contacts.unknown') })
  }
  return (
    <span role="status" class={css.typing}>
      {text()}
    </span>
  )
}
