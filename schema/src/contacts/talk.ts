import * as v from 'valibot'
import { PersonId } from '../core/ids.ts'
import type { Role } from '../journal/person-facts.ts'

/** CONTACTS-9. That one pupil and staff have something alone with each other: with whom and when, never what was said. Times are UTC milliseconds. */
export interface StaffTalk {
  readonly id: string
  readonly kind: 'direct' | 'group' | 'call'
  readonly with: readonly { readonly id: PersonId; readonly name: string; readonly role: Role }[]
  readonly fromMs: number
  /** Of a chat the last message, of a call its end; null: it runs. */
  readonly untilMs: number | null
  /** Of a call: nobody answered. */
  readonly missed: boolean
  /** CONTACTS-10. Only the two see it. */
  readonly hidden: boolean
}

export interface PupilTalks {
  readonly id: PersonId
  readonly name: string
  readonly talks: readonly StaffTalk[]
}

/** `GET /api/talks`. */
export interface Talks {
  /** Of a guardian: own children, without what is hidden. */
  readonly children: readonly PupilTalks[]
  /** Of a pupil: what the own guardians see, and what is hidden. */
  readonly own: readonly StaffTalk[]
  /** Of a psychologist: the pupils one talks to alone. */
  readonly pupils: readonly (PupilTalks & { readonly hidden: boolean })[]
}

export const HideTalks = v.strictObject({ pupilId: PersonId, hidden: v.boolean() })
