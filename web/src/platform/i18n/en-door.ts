import { account } from './en/account.ts'
import { brand } from './en/brand.ts'
import { journal } from './en/journal.ts'
import type { door as ru } from './ru-door.ts'
import type { Translation } from './words.ts'

export const door: Translation<typeof ru> = { ...journal, ...brand, ...account }
