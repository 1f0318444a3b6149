import { door } from './ru-door.ts'
import { addDictionary } from './t.ts'

/** Imported by the pages before the messenger. */
void addDictionary({ ru: door, en: () => import('./en-door.ts').then((module) => module.door) })
