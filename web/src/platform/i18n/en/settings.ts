import type { settings as ru } from '../ru/settings.ts'
import type { Translation } from '../words.ts'

export const settings: Translation<typeof ru> = {
  'settings.profile': 'Learning profile',
  'settings.notifications': 'Notifications',
  'settings.groups': 'Group chats',
  'settings.direct': 'Private chats',
  'settings.sound': 'Notification sound',
  'settings.quiet': 'Do not disturb',
  'settings.from': 'from',
  'settings.to': 'to',
  'settings.look': 'Theme',
  'settings.light': 'Light',
  'settings.dark': 'Dark',
  'settings.system': 'System',
  'settings.language': 'Language',
  'settings.writing': 'Messages',
  'settings.ctrlEnter': 'Send with Ctrl+Enter',
  'settings.ctrlEnterHint': 'Otherwise Enter sends and Shift+Enter starts a new line.',
  'settings.help': 'Help',
  'settings.helpText':
    'If something does not work, reload the page first. What you wrote is not lost: it stays on the device until the server confirms it.',
  'settings.helpKeys':
    'Keys: Alt+↑ and Alt+↓ — next chat, Ctrl+K — search, ↑ in an empty field — edit the last message, Esc — close.',
  'settings.device': 'This device',
  'settings.storageOk': 'Chats are kept on the device and open offline',
  'settings.storageTemporary':
    'Chats are kept on the device, but the browser may drop them when space runs out. Install the app to prevent that.',
  'settings.unsent': 'Unsent',
  'settings.unsentNone': 'Everything is sent',
  'settings.unsentWaiting': 'waits for a connection',
  'settings.unsentOther': 'Another change',
  'settings.unsentCopy': 'Copy',
  'settings.unsentDrop': 'Delete',
  'settings.signOut': 'Sign out',
  'settings.signOutTitle': 'Sign out?',
  'settings.signOutText': 'Chats and drafts disappear from this device. Everything stays on the server.',
  'settings.signOutUnsent': { one: '{n} message is not sent', other: '{n} messages are not sent' },
  'settings.signOutUnsentText': 'They are lost if you sign out now. You can wait for a connection or copy them.',
  'settings.wait': 'Wait',
  'settings.copyUnsent': 'Copy the texts',
  'settings.dropUnsent': 'Delete and sign out',
}
