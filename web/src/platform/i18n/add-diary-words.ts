import { diary } from './ru/diary.ts'
import { addDictionary } from './t.ts'

/** Imported by the page of the diary. */
void addDictionary({ ru: diary, en: () => import('./en/diary.ts').then((module) => module.diary) })
