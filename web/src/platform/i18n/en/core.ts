import type { core as ru } from '../ru/core.ts'
import type { Translation } from '../words.ts'

export const core: Translation<typeof ru> = {
  'core.close': 'Close',
  'core.cancel': 'Cancel',
  'core.back': 'Back',
  'core.continue': 'Continue',
  'core.partMissing': 'This part of the app is not loaded yet: there is no connection.',
  'core.retry': 'Try again',
  'core.undo': 'Undo',
  'core.save': 'Save',
  'core.add': 'Add',
  'core.clearField': 'Clear the field',
  'core.loading': 'Loading',
  'core.nothingFound': 'Nothing found',
  'core.members': { one: '{n} member', other: '{n} members' },
}
