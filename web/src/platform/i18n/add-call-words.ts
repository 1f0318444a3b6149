import { calls } from './ru/calls.ts'
import { addDictionary } from './t.ts'

/** Imported by the parts of calls. */
void addDictionary({ ru: calls, en: () => import('./en/calls.ts').then((module) => module.calls) })
