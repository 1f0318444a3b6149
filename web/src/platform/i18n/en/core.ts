import type { core as ru } from '../ru/core.ts'
import type { Translation } from '../words.ts'

export const core: Translation<typeof ru> = {
  'core.close': 'Close',
  'core.cancel': 'Cancel',
  'core.back': 'Back',
  'core.continue': 'Continue',
  'core.retry': 'Try again',
  'core.members': { one: '{n} member', other: '{n} members' },
}
