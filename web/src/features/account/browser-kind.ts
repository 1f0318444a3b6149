/** Browsers that install apps each in its own way. `inApp`: a page inside of another app, which installs nothing. */
export const browserKinds = [
  'chromeDesktop',
  'edgeDesktop',
  'yandexDesktop',
  'firefoxDesktop',
  'safariDesktop',
  'chromeAndroid',
  'yandexAndroid',
  'samsung',
  'firefoxAndroid',
  'inAppAndroid',
  'safariIphone',
  'otherIphone',
  'inAppIphone',
] as const
export type BrowserKind = (typeof browserKinds)[number]

type Facts = Pick<Navigator, 'userAgent' | 'maxTouchPoints'>

/** Apps that show pages themselves and say so. */
const apps = /FBAN|FBAV|Instagram|VKAndroidApp|VKClient|com\.vk\.|Telegram|WhatsApp|Viber|OKApp|YaApp|YaSearch|GSA\//
const iphoneBrowsers = /CriOS|FxiOS|EdgiOS|YaBrowser|OPiOS|OPT\//

/** By what the browser says of itself; an iPad says that it is a Mac and has fingers. */
export function browserKind({ userAgent, maxTouchPoints }: Facts): BrowserKind {
  const isIphone = /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)
  if (isIphone) return iphoneKind(userAgent)
  return /Android/.test(userAgent) ? androidKind(userAgent) : desktopKind(userAgent)
}

function iphoneKind(userAgent: string): BrowserKind {
  // Only browsers name Safari; a view inside of an app names WebKit alone.
  if (apps.test(userAgent) || !/Safari\//.test(userAgent)) return 'inAppIphone'
  return iphoneBrowsers.test(userAgent) ? 'otherIphone' : 'safariIphone'
}

function androidKind(userAgent: string): BrowserKind {
  if (apps.test(userAgent) || /; wv\)/.test(userAgent)) return 'inAppAndroid'
  if (/SamsungBrowser/.test(userAgent)) return 'samsung'
  if (/YaBrowser/.test(userAgent)) return 'yandexAndroid'
  return /Firefox/.test(userAgent) ? 'firefoxAndroid' : 'chromeAndroid'
}

function desktopKind(userAgent: string): BrowserKind {
  if (/YaBrowser/.test(userAgent)) return 'yandexDesktop'
  if (/Edg\//.test(userAgent)) return 'edgeDesktop'
  if (/Firefox/.test(userAgent)) return 'firefoxDesktop'
  return /Chrome/.test(userAgent) ? 'chromeDesktop' : 'safariDesktop'
}
