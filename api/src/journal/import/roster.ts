import type { Role } from '@zvonok/schema/journal/person-facts'
import type { FileName } from './columns.ts'

/** `bulk`: the file is everything there is. `delta`: only what changed since the last one. */
export type Mode = 'bulk' | 'delta' | 'absent'

/** Where a record stands, for the messages about it. */
export interface Place {
  readonly file: string
  readonly line: number
}

export interface OrgRecord extends Place {
  readonly id: string
  readonly title: string
  readonly isSchool: boolean
  /** District, ministry: people may be there without being of a school. */
  readonly isAbove: boolean
  readonly parentId: string
}

export interface ClassRecord extends Place {
  readonly id: string
  readonly title: string
  readonly grade: string | null
  readonly type: 'homeroom' | 'scheduled'
  readonly courseId: string
  readonly subject: string | null
  readonly orgId: string
}

export interface UserRecord extends Place {
  readonly id: string
  readonly enabled: boolean
  readonly family: string
  readonly given: string
  readonly middle: string | null
  /** Lower case; null where the source gives none. */
  readonly login: string | null
  readonly email: string | null
  readonly phone: string | null
  /** Related users: of a pupil the guardians, of a guardian the pupils. */
  readonly agents: readonly string[]
}

export interface RoleRecord extends Place {
  readonly userId: string
  readonly orgId: string
  readonly role: Role
  readonly removed: boolean
}

export interface EnrollmentRecord extends Place {
  readonly classId: string
  readonly userId: string
  readonly role: 'pupil' | 'teacher'
  /** Null where the file says nothing. */
  readonly primary: boolean | null
  /** `YYYY-MM-DD` or empty. */
  readonly endDate: string
  readonly removed: boolean
}

export interface RelationRecord extends Place {
  readonly childId: string
  readonly guardianId: string
}

/** What the files say, in the product's words; references are still the source's ids and not yet checked. */
export interface Roster {
  readonly version: '1.1' | '1.2'
  readonly modes: Readonly<Record<FileName, Mode>>
  readonly orgs: ReadonlyMap<string, OrgRecord>
  readonly courses: ReadonlyMap<string, { title: string; subject: string | null }>
  readonly classes: ReadonlyMap<string, ClassRecord>
  readonly users: ReadonlyMap<string, UserRecord>
  readonly roles: readonly RoleRecord[]
  readonly enrollments: readonly EnrollmentRecord[]
  /** Of `relationships.csv`; those by agents stand with the users. */
  readonly relations: readonly RelationRecord[]
  /** Terms: between them the school is on holiday. */
  readonly terms: readonly { readonly from: string; readonly to: string }[]
  /** User → `YYYY-MM-DD`. */
  readonly birthDates: ReadonlyMap<string, string>
  /** Ids with `tobedeleted`: gone, and no error to refer to. */
  readonly removed: { readonly classes: ReadonlySet<string>; readonly users: ReadonlySet<string> }
}
