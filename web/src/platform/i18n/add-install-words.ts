import { install } from './ru/install.ts'
import { addDictionary } from './t.ts'

/** Imported by the help for installing. */
void addDictionary({ ru: install, en: () => import('./en/install.ts').then((module) => module.install) })
