import type { ChatId } from '@zvonok/schema/core/ids'
import { createSignal } from 'solid-js'

/** What is asked before it is done. */
export interface ChatQuestion {
  readonly about: 'clear' | 'leave'
  readonly chatId: ChatId
}

const [question, setQuestion] = createSignal<ChatQuestion>()

export const chatQuestion = question
export const askAboutChat = (about: ChatQuestion['about'], chatId: ChatId): void => void setQuestion({ about, chatId })
export const answerChatQuestion = (): void => void setQuestion(undefined)
