import { account } from './ru/account.ts'
import { app } from './ru/app.ts'
import { brand } from './ru/brand.ts'
import { chats } from './ru/chats.ts'
import { contacts } from './ru/contacts.ts'
import { core } from './ru/core.ts'
import { journal } from './ru/journal.ts'
import { messages } from './ru/messages.ts'
import { refusals } from './ru/refusals.ts'
import { settings } from './ru/settings.ts'

/** All sentences of the app, Russian first: one file a room, keys `room.what`. */
export const ru = {
  ...journal,
  ...brand,
  ...account,
  ...app,
  ...chats,
  ...contacts,
  ...messages,
  ...refusals,
  ...settings,
  ...core,
}
