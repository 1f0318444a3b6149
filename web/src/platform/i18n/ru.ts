import { account } from './ru/account.ts'
import { brand } from './ru/brand.ts'
import { core } from './ru/core.ts'
import { journal } from './ru/journal.ts'

/** All sentences of the app, Russian first: one file a room, keys `room.what`. */
export const ru = { ...journal, ...brand, ...account, ...core }
