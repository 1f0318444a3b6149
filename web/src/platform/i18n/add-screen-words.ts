import { screens } from './ru-screens.ts'
import { addDictionary } from './t.ts'

/** Loaded with every part of the messenger that is not in the first load. */
export const screenWords = addDictionary({
  ru: screens,
  en: () => import('./en-screens.ts').then((module) => module.screens),
})
