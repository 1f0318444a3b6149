import { account } from './en/account.ts'
import { brand } from './en/brand.ts'
import { core } from './en/core.ts'
import { journal } from './en/journal.ts'
import type { ru } from './ru.ts'
import type { Translation } from './words.ts'

export const en: Translation<typeof ru> = { ...journal, ...brand, ...account, ...core }
