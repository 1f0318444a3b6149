import { plan } from './ru/plan.ts'
import { addDictionary } from './t.ts'

/** Imported by the plan of a lesson. */
void addDictionary({ ru: plan, en: () => import('./en/plan.ts').then((module) => module.plan) })
