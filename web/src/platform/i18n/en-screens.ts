import { messages } from './en/messages.ts'
import { openChat } from './en/open-chat.ts'
import { pages } from './en/pages.ts'
import { refusals } from './en/refusals.ts'
import { settings } from './en/settings.ts'
import type { screens as ru } from './ru-screens.ts'
import type { Translation } from './words.ts'

export const screens: Translation<typeof ru> = { ...openChat, ...messages, ...pages, ...refusals, ...settings }
