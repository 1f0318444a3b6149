import { account } from './ru/account.ts'
import { brand } from './ru/brand.ts'
import { journal } from './ru/journal.ts'

/** What is said before the messenger: journal and ID. Loaded with their pages. */
export const door = { ...journal, ...brand, ...account }
