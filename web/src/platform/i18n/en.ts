import { app } from './en/app.ts'
import { chats } from './en/chats.ts'
import { contacts } from './en/contacts.ts'
import { core } from './en/core.ts'
import { previews } from './en/previews.ts'
import type { ru } from './ru.ts'
import type { Translation } from './words.ts'

export const en: Translation<typeof ru> = { ...app, ...chats, ...contacts, ...previews, ...core }
