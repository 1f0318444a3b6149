import { leaveChat } from '@zvonok/schema/chats/commands'
import { Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { AlertDialog } from '../../ui/AlertDialog.tsx'
import { answerChatQuestion, type ChatQuestion, chatQuestion } from './chat-question.ts'
import { chatTitle } from './chat-title.ts'

/** CHATLIST-8. «Очистить историю?» and «Выйти из чата?»: stands once in the shell. */
export function ChatQuestions() {
  const device = useDevice()
  function act({ about, chatId }: ChatQuestion) {
    const item = device.chat(chatId)
    answerChatQuestion()
    if (!item) return
    if (about === 'leave') device.run(leaveChat, { chatId })
    else device.own.cleared.set(chatId, item.head.seq)
  }
  const title = (id: string) => {
    const item = device.chat(id)
    return item ? chatTitle(item) : ''
  }
  return (
    <Show when={chatQuestion()}>
      {(question) => (
        <AlertDialog
          title={t(question().about === 'clear' ? 'chats.clearTitle' : 'chats.leaveTitle')}
          text={t(question().about === 'clear' ? 'chats.clearText' : 'chats.leaveText', {
            title: title(question().chatId),
          })}
          action={t(question().about === 'clear' ? 'chats.clear' : 'chats.leave')}
          cancel={t('core.cancel')}
          onAction={() => act(question())}
          onClose={answerChatQuestion}
        />
      )}
    </Show>
  )
}
