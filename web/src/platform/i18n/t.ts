import { createSignal } from 'solid-js'
import type { calls } from './ru/calls.ts'
import type { diary } from './ru/diary.ts'
import type { install } from './ru/install.ts'
import type { lessons } from './ru/lessons.ts'
import type { plan } from './ru/plan.ts'
import type { talks } from './ru/talks.ts'
import { ru } from './ru.ts'
import type { door } from './ru-door.ts'
import type { screens } from './ru-screens.ts'
import type { Word } from './words.ts'

export type Language = 'ru' | 'en'
export type WordKey =
  | keyof typeof ru
  | keyof typeof screens
  | keyof typeof diary
  | keyof typeof install
  | keyof typeof calls
  | keyof typeof door
  | keyof typeof lessons
  | keyof typeof plan
  | keyof typeof talks
type Words = Readonly<Record<string, Word>>

/** The same sentences in all languages; Russian is always there, the others are loaded when they are wanted. */
interface Dictionary {
  readonly ru: Words
  en(): Promise<Words>
}

const dictionaries: Dictionary[] = [{ ru, en: () => import('./en.ts').then((module) => module.en) }]
let wanted: Language = 'ru'
const [current, setCurrent] = createSignal<{ language: Language; words: Words }>({ language: 'ru', words: ru })

export const language = (): Language => current().language

/** Loads the sentences, then switches all screens at once. */
export async function setLanguage(language: Language): Promise<void> {
  wanted = language
  const parts = await Promise.all(dictionaries.map((each) => (language === 'en' ? each.en() : each.ru)))
  if (language !== wanted) return
  setCurrent({ language, words: Object.assign({}, ...parts) })
  document.documentElement.lang = language
}

/** Screens that are loaded later bring their sentences along. Resolves when they speak the chosen language, or Russian where that cannot be loaded. */
export async function addDictionary(dictionary: Dictionary): Promise<void> {
  dictionaries.push(dictionary)
  if (wanted !== 'ru' && (await setLanguage(wanted).then(yes, no))) return
  setCurrent(({ language, words }) => ({ language, words: { ...dictionary.ru, ...words } }))
}

const yes = () => true
const no = () => false

/** The sentence of `key` in the chosen language. `n` chooses the plural form. */
export function t(key: WordKey, params: Record<string, string | number> = {}): string {
  const { language, words } = current()
  const text = form(words[key] ?? '', language, Number(params.n ?? 0))
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
}

function form(word: Word, language: Language, n: number): string {
  if (typeof word === 'string') return word
  return word[new Intl.PluralRules(language).select(n)] ?? word.other ?? ''
}
