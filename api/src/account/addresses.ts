import type { AddressKind } from '@zvonok/schema/account/id-tables'
import { Refused } from '@zvonok/schema/core/refusal'

/** Where codes may be sent: numbers of other countries cost a school money and help only those who misuse it. */
const allowedPrefixes = ['+7']
const phoneDigits = 11

/** `+79000000001` of what a person typed: «8 900 000-00-01», «+7 (900) 000 00 01», «9000000001». @throws {Refused} `account.badAddress` */
export function normalPhone(typed: string): string {
  if (!/^\+?[\d\s().-]+$/.test(typed.trim())) throw new Refused('account.badAddress')
  const digits = typed.replace(/\D/g, '')
  const written = typed.trim().startsWith('+') ? digits : digits.replace(/^8(?=\d{10}$)|^(?=9\d{9}$)/, '7')
  const phone = `+${written}`
  const allowed = allowedPrefixes.some((prefix) => phone.startsWith(prefix))
  if (written.length !== phoneDigits || !allowed) throw new Refused('account.badAddress')
  return phone
}

/** Lower case. @throws {Refused} `account.badAddress` */
export function normalEmail(typed: string): string {
  const email = typed.trim().toLowerCase()
  const plausible = email.length <= 200 && /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]{2,}$/.test(email)
  if (!plausible || email.endsWith('.invalid')) throw new Refused('account.badAddress')
  return email
}

export const normalAddress = (kind: AddressKind, typed: string): string =>
  kind === 'phone' ? normalPhone(typed) : normalEmail(typed)
