import type { previews as ru } from '../ru/previews.ts'
import type { Translation } from '../words.ts'

export const previews: Translation<typeof ru> = {
  'messages.deletedForMe': { one: 'The message is deleted for you', other: '{n} messages are deleted for you' },
  'messages.deleted': 'Message deleted',
  'messages.waiting': 'Sending',
  'messages.sent': 'Sent',
  'messages.read': 'Read',
  'messages.refused': 'Not sent',
  'notice.created': '{who} created the chat “{title}”',
  'notice.callStarted': '{who} starts a call',
  'notice.callEnded': 'The call has ended, {minutes} min',
  'notice.callMissed': 'Missed call',
  'notice.joined': '{who} is in the chat now',
  'notice.added': '{who} added: {people}',
  'notice.left': '{who} left the chat',
  'notice.excluded': '{who} excluded: {people}',
  'notice.renamed': '{who} renamed the chat to “{title}”',
  'notice.appointed': 'Now the admin of the chat: {people}',
  'notice.pinned': '{who} pinned a message',
  'notice.callUnanswered': 'Nobody answered the call',
}
