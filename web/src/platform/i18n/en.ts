import { app } from './en/app.ts'
import { chats } from './en/chats.ts'
import { contacts } from './en/contacts.ts'
import { core } from './en/core.ts'
import { messages } from './en/messages.ts'
import { refusals } from './en/refusals.ts'
import { settings } from './en/settings.ts'
import type { ru } from './ru.ts'
import type { Translation } from './words.ts'

export const en: Translation<typeof ru> = {
  ...app,
  ...chats,
  ...contacts,
  ...messages,
  ...refusals,
  ...settings,
  ...core,
}
