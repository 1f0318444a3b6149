import type { QuietHours } from '../calls/quiet-hours.ts'
import type { ClassId, PersonId, SchoolId } from '../core/ids.ts'

export const roles = ['pupil', 'guardian', 'teacher', 'psychologist', 'head', 'schoolAdmin'] as const
export type Role = (typeof roles)[number]

/** Set by the office, kept over imports. `none`: the guardian sees nothing of the child. */
export type GuardianAccess = 'full' | 'noContact' | 'none'

/** What the roster says about one person, as far as rules ask. Made by the server from rows. */
export interface PersonFacts {
  readonly id: PersonId
  /** False after leaving the roster or when the office disabled the account. */
  readonly active: boolean
  readonly roles: readonly { readonly schoolId: SchoolId; readonly role: Role }[]
  /** Classes and subject groups where the person is a pupil. */
  readonly pupilOf: ReadonlySet<ClassId>
  /** Classes and groups where the person teaches or is class teacher. */
  readonly teaches: ReadonlySet<ClassId>
  readonly classTeacherOf: ReadonlySet<ClassId>
  /** Of a guardian: own children. */
  readonly children: ReadonlyMap<PersonId, GuardianAccess>
  /** Of a guardian: classes of those children whose access is not `none`. */
  readonly childrenClasses: ReadonlySet<ClassId>
  /** Of a pupil: own guardians. */
  readonly guardians: ReadonlyMap<PersonId, GuardianAccess>
  /** Whom this person has blocked. */
  readonly blocked: ReadonlySet<PersonId>
}

/** What a school has decided. Stored as JSON in `schools.policy`. */
export interface SchoolPolicy {
  /** Whom a pupil may write to among pupils. */
  readonly pupilToPupil: 'class' | 'school' | 'off'
  /** Chats and calls of one pupil with staff only (design §7). */
  readonly staffToPupil: 'open' | 'guardianSees' | 'off'
  readonly groupsByPupils: boolean
  readonly groupsByGuardians: boolean
  /** When calls do not ring; absent: as schools have it by default. */
  readonly quiet?: QuietHours
}

export const defaultPolicy: SchoolPolicy = {
  pupilToPupil: 'class',
  staffToPupil: 'guardianSees',
  groupsByPupils: true,
  groupsByGuardians: true,
}

export const staffRoles: ReadonlySet<Role> = new Set<Role>(['teacher', 'psychologist', 'head', 'schoolAdmin'])
export const isStaff = (person: PersonFacts): boolean => person.roles.some(({ role }) => staffRoles.has(role))
/** Staff of a school where that person is too: the admin of one school is nobody in another. */
export const isStaffFor = (person: PersonFacts, other: PersonFacts): boolean =>
  person.roles.some(
    ({ role, schoolId }) => staffRoles.has(role) && other.roles.some((one) => one.schoolId === schoolId),
  )
export const isPupil = (person: PersonFacts): boolean => person.roles.some(({ role }) => role === 'pupil')
