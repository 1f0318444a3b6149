import { type RefusalCode, Refused } from '@zvonok/schema/core/refusal'
import { t, type WordKey } from '../../platform/i18n/t.ts'

const words: Partial<Record<RefusalCode, WordKey>> = {
  'lessons.notPublished': 'lessons.notPublished',
  'lessons.finished': 'lessons.over',
  'lessons.deleted': 'lessons.deleted',
  'lessons.pastDay': 'lessons.pastDay',
  'contacts.notAllowed': 'lessons.policyOff',
  'calls.off': 'lessons.callsOff',
  'core.notFound': 'lessons.gone',
  'account.notLinked': 'lessons.notLinked',
}

/** The sentence of lessons for a refusal; undefined where the general one says enough. */
export function lessonProblem(error: unknown): string | undefined {
  const key = error instanceof Refused ? words[error.code] : undefined
  return key && t(key)
}
