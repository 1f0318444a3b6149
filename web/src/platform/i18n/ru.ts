import { app } from './ru/app.ts'
import { chats } from './ru/chats.ts'
import { contacts } from './ru/contacts.ts'
import { core } from './ru/core.ts'
import { previews } from './ru/previews.ts'

/** What the chat list says, Russian first: one file a room, keys `room.what`. */
export const ru = { ...app, ...chats, ...contacts, ...previews, ...core }
