import { expect, test } from 'vitest'
import { type BrowserKind, browserKind } from './browser-kind.ts'

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
const android = 'Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko)'
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0'

const agents: [kind: BrowserKind, userAgent: string, touches: number][] = [
  ['chromeDesktop', `${windows} ${chrome} Safari/537.36`, 0],
  ['chromeDesktop', `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${chrome} Safari/537.36`, 0],
  ['edgeDesktop', `${windows} ${chrome} Safari/537.36 Edg/142.0.0.0`, 0],
  ['yandexDesktop', `${windows} ${chrome} YaBrowser/25.10.0.0 Safari/537.36`, 0],
  ['firefoxDesktop', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0', 0],
  ['safariDesktop', `${mac} Version/18.1 Safari/605.1.15`, 0],
  ['safariIphone', `${mac} Version/18.1 Safari/605.1.15`, 5],
  ['chromeAndroid', `${android} Chrome/142.0.0.0 Mobile Safari/537.36`, 0],
  ['chromeAndroid', `${android} Chrome/142.0.0.0 Mobile Safari/537.36 EdgA/142.0.0.0`, 0],
  ['yandexAndroid', `${android} Chrome/142.0.0.0 YaBrowser/25.10.0.0.00 SA/3 Mobile Safari/537.36`, 0],
  ['samsung', `${android} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`, 0],
  ['firefoxAndroid', 'Mozilla/5.0 (Android 14; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0', 0],
  [
    'inAppAndroid',
    'Mozilla/5.0 (Linux; Android 14; K; wv) AppleWebKit/537.36 Version/4.0 Chrome/142.0 Mobile Safari/537.36',
    0,
  ],
  ['safariIphone', `${iphone} Version/18.1 Mobile/15E148 Safari/604.1`, 0],
  ['otherIphone', `${iphone} CriOS/142.0.0.0 Mobile/15E148 Safari/604.1`, 0],
  ['otherIphone', `${iphone} Version/18.1 YaBrowser/25.10 Mobile/15E148 Safari/604.1`, 0],
  ['inAppIphone', `${iphone} Mobile/15E148`, 0],
  ['inAppIphone', `${iphone} Mobile/15E148 Instagram 300.0.0`, 0],
]

test.each(agents)('[FRAME-18] %s: %s', (kind, userAgent, maxTouchPoints) => {
  expect(browserKind({ userAgent, maxTouchPoints })).toBe(kind)
})
