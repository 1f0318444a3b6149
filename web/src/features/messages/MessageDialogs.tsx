import { Match, Switch } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { type MessageDialog, useChatRoom } from './chat-room.ts'
import { DeleteDialog } from './DeleteDialog.tsx'
import { ForwardDialog } from './ForwardDialog.tsx'
import { ReadersDialog } from './ReadersDialog.tsx'

/** What the actions of messages ask. One chunk, loaded when the first of them is asked. */
export function MessageDialogs(props: { dialog: MessageDialog }) {
  const { setDialog, setSelection } = useChatRoom()
  const close = () => setDialog(undefined)
  const messages = (kind: 'delete' | 'forward') => {
    const { dialog } = props
    return dialog.kind === kind && 'messages' in dialog ? dialog.messages : undefined
  }
  return (
    <Switch>
      <Match when={messages('delete')}>{(chosen) => <DeleteDialog messages={chosen()} onClose={close} />}</Match>
      <Match when={messages('forward')}>
        {(chosen) => (
          <ForwardDialog
            title={t('messages.forwardTo')}
            texts={chosen().map(({ body }) => body)}
            onClose={(sent) => {
              if (sent) setSelection(undefined)
              close()
            }}
          />
        )}
      </Match>
      <Match when={props.dialog.kind === 'readers' && props.dialog.message}>
        {(message) => <ReadersDialog message={message()} onClose={close} />}
      </Match>
    </Switch>
  )
}
