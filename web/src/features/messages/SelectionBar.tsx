import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { close } from '../../ui/icons.ts'
import { forward, trash } from '../../ui/more-icons.ts'
import { selectedMessages, useChatRoom } from './chat-room.ts'
import css from './SelectionBar.module.css'

/** Instead of the input line while messages are selected. */
export function SelectionBar(props: { count: number }) {
  const room = useChatRoom()
  const ask = (kind: 'forward' | 'delete') => room.setDialog({ kind, messages: selectedMessages(room) })
  return (
    <div role="toolbar" aria-label={t('messages.selected', { n: props.count })} class={css.bar}>
      <span class={css.count} aria-hidden="true">
        {t('messages.selected', { n: props.count })}
      </span>
      <Button icon={forward} onClick={() => ask('forward')}>
        {t('messages.forward')}
      </Button>
      <Button look="danger" icon={trash} onClick={() => ask('delete')}>
        {t('messages.delete')}
      </Button>
      <Button look="plain" icon={close} onClick={() => room.setSelection(undefined)}>
        {t('core.cancel')}
      </Button>
    </div>
  )
}
