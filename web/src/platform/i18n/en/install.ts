import type { install as ru } from '../ru/install.ts'

export const install: Record<keyof typeof ru, string> = {
  'install.title': 'Install the app',
  'install.text': 'It is installed from the browser and works offline: chats open, messages are sent later.',
  'install.now': 'Install',
  'install.done': 'The app is installed and open.',
  'install.others': 'Another browser or phone',
  'install.chromeDesktop':
    'Chrome on a computer: the install sign at the right of the address bar, or menu ⋮, “Cast, save and share”, “Install page as app”.',
  'install.edgeDesktop':
    'Edge on a computer: the sign “App available” in the address bar, or menu …, “Apps”, “Install this site as an app”.',
  'install.yandexDesktop': 'Yandex Browser on a computer: the button “Install app” at the right of the address bar.',
  'install.firefoxDesktop':
    'Firefox on a computer does not install apps everywhere: open this address in Chrome, Edge or Yandex Browser. In a tab of Firefox everything works too.',
  'install.safariDesktop':
    'Safari on the Mac: menu “File”, “Add to Dock”. If it is missing (before macOS 14), open this address in Chrome.',
  'install.chromeAndroid': 'Chrome and Edge on Android: menu ⋮, “Add to Home screen” or “Install app”, then “Install”.',
  'install.yandexAndroid': 'Yandex Browser on Android: menu ⋮ at the foot, “Add shortcut to phone”.',
  'install.samsung': 'Samsung Internet: menu ☰ at the foot, “Add page to”, “Home screen”.',
  'install.firefoxAndroid': 'Firefox on Android: menu ⋮, “Install” or “Add to Home screen”.',
  'install.inAppAndroid':
    'The page is open inside of another app, which cannot install it: menu ⋮, “Open in browser”, and there “Download the app” again.',
  'install.safariIphone':
    'Safari on iPhone and iPad: the button “Share”, then “Add to Home Screen”. If it is missing, press the compass to open the page in Safari itself.',
  'install.otherIphone':
    'Chrome, Yandex Browser and others on iPhone and iPad: “Share”, “Add to Home Screen”. If it is missing, open this address in Safari.',
  'install.inAppIphone':
    'The page is open inside of another app on the iPhone, which cannot install it: menu … or “Share”, “Open in Safari”, and there “Share”, “Add to Home Screen”.',
}
