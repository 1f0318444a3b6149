import { core } from './en/core.ts'
import type { ru } from './ru.ts'
import type { Translation } from './words.ts'

export const en: Translation<typeof ru> = { ...core }
