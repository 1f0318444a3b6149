import type { contacts as ru } from '../ru/contacts.ts'
import type { Translation } from '../words.ts'

export const contacts: Translation<typeof ru> = {
  'contacts.search': 'Search contacts',
  'contacts.write': 'Write',
  'contacts.actions': 'Contact actions',
  'contacts.block': 'Block',
  'contacts.unblock': 'Unblock',
  'contacts.blocked': '{name} cannot write to you any more',
  'contacts.none': 'No contacts yet',
  'contacts.noneText':
    'Those whom you may write to will be here: classmates, teachers, parents. The list comes from the journal.',
  'contacts.unknown': 'Member',
  'contacts.colleagues': 'Teachers of other schools',
  'contacts.left': 'Chats you left',
  'contacts.comeBack': 'Come back',
  'role.pupil': 'Pupil',
  'role.guardian': 'Parent',
  'role.teacher': 'Teacher',
  'role.psychologist': 'Psychologist',
  'role.head': 'Head',
  'role.schoolAdmin': 'School administrator',
}
