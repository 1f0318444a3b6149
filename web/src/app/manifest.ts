import type { ManifestOptions } from 'vite-plugin-pwa'

/** What the system shows of the installed app. Read by `vite.config.ts`. */
export const manifest: Partial<ManifestOptions> = {
  id: '/',
  name: 'Звонок',
  short_name: 'Звонок',
  description: 'Школьный мессенджер: чаты класса, родителей и учителей из электронного журнала',
  lang: 'ru',
  dir: 'ltr',
  categories: ['education', 'social'],
  start_url: '/chats',
  scope: '/',
  display: 'standalone',
  background_color: '#f3f5f9',
  theme_color: '#ffffff',
  icons: [
    { src: '/icons/any-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: '/icons/any-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: '/icons/maskable-192.png', sizes: '192x192', type: 'image/png', purpose: 'maskable' },
    { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
  screenshots: [
    { src: '/screenshots/phone.png', sizes: '412x823', type: 'image/png', form_factor: 'narrow', label: 'Чат класса' },
    { src: '/screenshots/desktop.png', sizes: '1366x768', type: 'image/png', form_factor: 'wide', label: 'Чаты' },
  ],
  shortcuts: [
    { name: 'Контакты', url: '/contacts', icons: [{ src: '/icons/any-192.png', sizes: '192x192' }] },
    { name: 'Дневник', url: '/diary', icons: [{ src: '/icons/any-192.png', sizes: '192x192' }] },
  ],
  share_target: { action: '/share', method: 'GET', params: { title: 'title', text: 'text', url: 'url' } },
}
