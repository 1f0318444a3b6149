import { Refused } from '@zvonok/schema/core/refusal'
import type { WordKey } from '../../platform/i18n/t.ts'
import { language, t } from '../../platform/i18n/t.ts'
import { NoConnection, RefusedFor } from './client.ts'

const words: Readonly<Record<string, WordKey>> = {
  'journal.wrongLogin': 'problem.wrongLogin',
  'account.wrongPassword': 'problem.wrongPassword',
  'account.wrongCode': 'problem.wrongCode',
  'account.codeExpired': 'problem.codeExpired',
  'account.weakPassword': 'problem.weakPassword',
  'account.disabled': 'problem.disabled',
  'account.notLinked': 'problem.notLinked',
  'account.alreadyLinked': 'problem.alreadyLinked',
  'account.consentMissing': 'problem.consentMissing',
  'account.otherSchool': 'problem.otherSchool',
  'account.linkFailed': 'problem.linkFailed',
  'account.requestExpired': 'problem.requestExpired',
  'core.unavailable': 'problem.unavailable',
  'core.badInput': 'problem.badInput',
}

/** The sentence for a failed request. What has no sentence of its own shows its code and the time, so that support can find it. */
export function problemText(error: unknown): string {
  if (error instanceof NoConnection) return t('problem.offline')
  if (error instanceof RefusedFor && error.code === 'core.tooMany')
    return t('problem.tooMany', { when: wait(error.retryAfterS) })
  return codeText(error instanceof Refused ? error.code : 'core.internal')
}

export function codeText(code: string): string {
  const time = new Intl.DateTimeFormat(language(), { timeStyle: 'short' }).format(new Date())
  return t(words[code] ?? 'problem.other', { code, time })
}

const wait = (seconds: number): string =>
  seconds < 90
    ? t('problem.seconds', { n: Math.max(1, seconds) })
    : t('problem.minutes', { n: Math.ceil(seconds / 60) })
