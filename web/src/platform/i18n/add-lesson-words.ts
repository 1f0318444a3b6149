import { lessons } from './ru/lessons.ts'
import { addDictionary } from './t.ts'

/** Imported by the parts of lessons. */
void addDictionary({ ru: lessons, en: () => import('./en/lessons.ts').then((module) => module.lessons) })
