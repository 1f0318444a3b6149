import type { talks as ru } from '../ru/talks.ts'
import type { Translation } from '../words.ts'

export const talks: Translation<typeof ru> = {
  'talks.title': 'Contact with the school in private',
  'talks.seen': 'Your parents see with whom and when there was contact. They do not see the text.',
  'talks.children': 'With whom and when there was contact. There is no text here.',
  'talks.pupils':
    'Parents see with whom and when there was contact, not the text. You may hide this: the office learns that you did, not about which pupil.',
  'talks.none': 'No private chats or calls yet.',
  'talks.offline': 'This list needs the internet.',
  'talks.direct': 'Direct chat',
  'talks.group': 'Group',
  'talks.call': 'Call',
  'talks.missed': 'Call without answer',
  'talks.running': 'Call in progress',
  'talks.span': 'from {from} to {to}',
  'talks.hidden': 'Hidden from the parents',
  'talks.hide': 'Hide from the parents',
}
