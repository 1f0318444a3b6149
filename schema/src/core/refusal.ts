/**
 * Every expected "no", with its HTTP status. The code carries no sentence: the screen finds one in `i18n`.
 * "No such chat" and "not your chat" are one code, so that nobody learns what exists.
 */
export const refusalStatus = {
  'core.badInput': 400,
  'core.unknownCommand': 400,
  'core.updateFirst': 400,
  'core.signedOut': 401,
  'core.forbidden': 403,
  'core.notFound': 404,
  'core.tooLarge': 413,
  'core.tooMany': 429,
  'core.unavailable': 503,
  'storage.full': 503,
  'account.notLinked': 409,
  'account.alreadyLinked': 409,
  'account.disabled': 403,
  'account.wrongPassword': 401,
  'account.wrongCode': 400,
  'account.codeExpired': 400,
  'account.badAddress': 400,
  'account.weakPassword': 400,
  'account.otherName': 409,
  'account.requestExpired': 409,
  'account.linkFailed': 409,
  'account.otherSchool': 400,
  'account.consentMissing': 409,
  'journal.wrongLogin': 401,
  'contacts.notAllowed': 403,
  'contacts.blocked': 403,
  'contacts.cannotBlock': 403,
  'chats.notMember': 404,
  'chats.adminsOnly': 403,
  'chats.closed': 403,
  'chats.groupsOff': 403,
  'chats.rosterMember': 403,
  'chats.rosterChat': 403,
  'chats.lastAdmin': 409,
  'chats.alreadyMember': 409,
  'chats.tooManyMembers': 400,
  'messages.notFound': 404,
  'messages.adminsOnly': 403,
  'messages.muted': 403,
  'messages.notYours': 403,
  'messages.tooLate': 403,
  'messages.deleted': 409,
  'calls.off': 503,
  'calls.ended': 409,
  'calls.full': 409,
  'calls.removed': 403,
  'calls.adminsOnly': 403,
  'lessons.notPublished': 409,
  'lessons.finished': 409,
  'lessons.deleted': 409,
  'lessons.pastDay': 400,
  'lessons.taskChanged': 409,
} as const

export type RefusalCode = keyof typeof refusalStatus

/** An expected no. Thrown at most up to the border that answers it. */
export class Refused extends Error {
  readonly code: RefusalCode
  constructor(code: RefusalCode) {
    super(code)
    this.name = 'Refused'
    this.code = code
  }
}

/** What a rule answers. */
export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly code: RefusalCode }

export const yes: Decision = { allowed: true }
export const no = (code: RefusalCode): Decision => ({ allowed: false, code })

/** The first refusal among `decisions`, else yes. */
export const all = (...decisions: Decision[]): Decision => decisions.find((each) => !each.allowed) ?? yes
