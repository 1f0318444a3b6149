import { talks } from './ru/talks.ts'
import { addDictionary } from './t.ts'

/** Imported by what shows contact with the school in private. */
void addDictionary({ ru: talks, en: () => import('./en/talks.ts').then((module) => module.talks) })
