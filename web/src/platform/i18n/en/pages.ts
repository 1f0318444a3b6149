import type { pages as ru } from '../ru/pages.ts'
import type { Translation } from '../words.ts'

export const pages: Translation<typeof ru> = {
  'app.signIn': 'Sign in',
  'app.signedOutTitle': 'The school messenger',
  'app.signedOutText':
    'Chats of classes, parents and teachers open from the electronic journal. Sign in to the journal to go on.',
  'app.signedOutOffline': 'No connection. You can sign in once you are online.',
  'app.continueAs': 'Continue as {name}',
  'app.lockedTitle': 'The session has ended',
  'app.lockedText': 'Sign in again to open the chats. Unsent messages are kept on this device, for you only.',
  'app.shareTitle': 'Send to',
  'app.worksOffline': 'Works offline',
}
