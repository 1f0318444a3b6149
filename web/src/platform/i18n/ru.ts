import { app } from './ru/app.ts'
import { chats } from './ru/chats.ts'
import { contacts } from './ru/contacts.ts'
import { core } from './ru/core.ts'
import { messages } from './ru/messages.ts'
import { refusals } from './ru/refusals.ts'
import { settings } from './ru/settings.ts'

/** What the messenger says, Russian first: one file a room, keys `room.what`. */
export const ru = {
  ...app,
  ...chats,
  ...contacts,
  ...messages,
  ...refusals,
  ...settings,
  ...core,
}
