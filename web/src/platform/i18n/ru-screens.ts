import { messages } from './ru/messages.ts'
import { openChat } from './ru/open-chat.ts'
import { pages } from './ru/pages.ts'
import { refusals } from './ru/refusals.ts'
import { settings } from './ru/settings.ts'

/** What the other screens of the messenger say. */
export const screens = { ...openChat, ...messages, ...pages, ...refusals, ...settings }
