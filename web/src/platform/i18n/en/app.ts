import type { app as ru } from '../ru/app.ts'
import type { Translation } from '../words.ts'

export const app: Translation<typeof ru> = {
  'app.title': 'Zvonok',
  'app.navigation': 'Main menu',
  'app.contacts': 'Contacts',
  'app.calls': 'Calls',
  'app.chats': 'Chats',
  'app.account': 'Account',
  'app.diary': 'Electronic diary',
  'app.diaryShort': 'Diary',
  'app.unread': 'Unread: {n}',
  'app.offline': 'No connection. Messages will be sent later',
  'app.connecting': 'Connecting…',
  'app.syncing': 'Syncing…',
  'app.syncedAt': 'Updated at {time}',
  'app.updateFirst': 'This version of the app is too old. Update it: what you wrote is kept.',
  'app.updateReady': 'A new version is available',
  'app.update': 'Update',
  'app.install': 'Download the app',
  'app.ownRefused': 'Pins and settings of this device are not kept on the server for now. Messages are sent as usual',
  'app.storageFull': 'No space is left on the device: nothing new is kept. Free some space without closing anything.',
  'app.storageRefused': 'The browser does not let us keep data: what is unsent is lost when the tab closes.',
  'app.crashTitle': 'Something went wrong',
  'app.crashText':
    'What you wrote is kept on the device. Reload the page; if that does not help, tell support the code and the time.',
  'app.crashCode': 'Code {code}, {time}',
  'app.reload': 'Reload the page',
  'app.notFoundTitle': 'There is no such page',
  'app.toChats': 'To the chats',
}
