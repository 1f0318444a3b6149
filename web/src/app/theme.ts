import { createEffect } from 'solid-js'
import { createRead } from '../platform/create-read.ts'
import type { Device } from '../platform/device.ts'
import { type Language, setLanguage } from '../platform/i18n/t.ts'

export const themes = ['light', 'dark', 'system'] as const
export type Theme = (typeof themes)[number]

/** Where `early.ts` reads it before the first picture. */
const themeKey = 'zvonok-theme'
const languageKey = 'zvonok-language'

export const themeOf = (device: Device): Theme =>
  themes.find((theme) => theme === device.own.settings.get('theme')) ?? 'system'

export const languageOf = (device: Device): Language => (device.own.settings.get('language') === 'en' ? 'en' : 'ru')

/** The person's theme and language, also from their other devices; kept for the next start. */
export function createAppearance(device: Device): void {
  const theme = createRead(device, ['own'], () => themeOf(device))
  const language = createRead(device, ['own'], () => languageOf(device))
  createEffect(() => {
    if (theme() === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme()
    localStorage.setItem(themeKey, theme())
  })
  createEffect(() => {
    localStorage.setItem(languageKey, language())
    void setLanguage(language())
  })
}

/** What was chosen last on this device, for the pages before signing in. */
export const startLanguage = (): Promise<void> => setLanguage(localStorage.getItem(languageKey) === 'en' ? 'en' : 'ru')
