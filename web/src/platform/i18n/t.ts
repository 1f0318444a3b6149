import { createSignal } from 'solid-js'
import { ru } from './ru.ts'
import type { Translation, Word } from './words.ts'

export type Language = 'ru' | 'en'
export type WordKey = keyof typeof ru

const [current, setCurrent] = createSignal<{ language: Language; words: Translation<typeof ru> }>({
  language: 'ru',
  words: ru,
})

export const language = (): Language => current().language

/** Loads the sentences, then switches all screens at once. Russian is always there. */
export async function setLanguage(language: Language): Promise<void> {
  const words = language === 'en' ? (await import('./en.ts')).en : ru
  setCurrent({ language, words })
  document.documentElement.lang = language
}

/** The sentence of `key` in the chosen language. `n` chooses the plural form. */
export function t(key: WordKey, params: Record<string, string | number> = {}): string {
  const { language, words } = current()
  const text = form(words[key], language, Number(params.n ?? 0))
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
}

function form(word: Word, language: Language, n: number): string {
  if (typeof word === 'string') return word
  return word[new Intl.PluralRules(language).select(n)] ?? word.other ?? ''
}
