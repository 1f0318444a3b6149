/** One row of a file → one record. What is wrong in its cells is named on the way. */
import type { Cells } from './cells.ts'
import type { Row } from './columns.ts'
import { enrollmentRoleOf, roleOf } from './role-names.ts'
import type { ClassRecord, EnrollmentRecord, OrgRecord, RoleRecord, UserRecord } from './roster.ts'

/** Everything that is neither a part of a school nor above it is a school: colleges, campuses, kindergartens. */
const above = new Set(['district', 'local', 'state', 'national', 'ministryofeducation', 'region', 'county'])

export function orgOf(cells: Cells<keyof Row<'orgs'> & string>): OrgRecord {
  const type = cells.needed('type').toLowerCase()
  return {
    id: cells.needed('sourcedId'),
    title: cells.needed('name'),
    isSchool: !above.has(type) && type !== 'department' && !cells.removed('status'),
    isAbove: above.has(type),
    parentId: cells.text('parentSourcedId'),
    ...cells.place,
  }
}

export function classOf(cells: Cells<keyof Row<'classes'> & string>): ClassRecord {
  const title = cells.needed('title')
  const type = cells.text('classType').toLowerCase() || 'scheduled'
  if (type !== 'homeroom' && type !== 'scheduled') cells.error('classType', 'badClassType')
  return {
    id: cells.needed('sourcedId'),
    title,
    grade: (/\d+/.exec(cells.list('grades')[0] ?? '') ?? /^\d+/.exec(title))?.[0].replace(/^0+(?=\d)/, '') ?? null,
    type: type === 'homeroom' ? 'homeroom' : 'scheduled',
    courseId: cells.text('courseSourcedId'),
    subject: cells.list('subjects')[0] ?? null,
    orgId: cells.needed('schoolSourcedId'),
    ...cells.place,
  }
}

export function userOf(cells: Cells<keyof Row<'users'> & string>): UserRecord {
  return {
    id: cells.needed('sourcedId'),
    enabled: cells.boolean('enabledUser') ?? true,
    family: cells.needed('familyName'),
    given: cells.needed('givenName'),
    middle: cells.optional('middleName'),
    login: cells.optional('username')?.toLowerCase() ?? null,
    email: cells.optional('email')?.toLowerCase() ?? null,
    phone: cells.optional('sms') ?? cells.optional('phone'),
    agents: cells.list('agentSourcedIds'),
    ...cells.place,
  }
}

/** 1.1: one role in all organisations of the row. `metadata.zvonokRole` names what 1.1 has no word for: `head`, `psychologist`. */
export function ownRoles(cells: Cells<keyof Row<'users'> & string>): RoleRecord[] {
  const column = cells.text('metadata.zvonokRole') === '' ? 'role' : 'metadata.zvonokRole'
  if (cells.text(column) === '') return []
  const role = roleIn(cells, column)
  const userId = cells.text('sourcedId')
  return role
    ? cells.list('orgSourcedIds').map((orgId) => ({ userId, orgId, role, removed: false, ...cells.place }))
    : []
}

export function roleIn<C extends string>(cells: Cells<C>, column: C): Exclude<ReturnType<typeof roleOf>, 'none'> {
  const name = cells.needed(column)
  const role = roleOf(name)
  if (role === 'none') cells.warning(column, 'ignoredRole')
  else if (role === undefined && name !== '') cells.error(column, 'badRole')
  return role === 'none' ? undefined : role
}

export function enrollmentOf(cells: Cells<keyof Row<'enrollments'> & string>): EnrollmentRecord | undefined {
  const name = cells.needed('role')
  const role = enrollmentRoleOf(name)
  if (role === undefined && name !== '') cells.error('role', 'badRole')
  const record = {
    classId: cells.needed('classSourcedId'),
    userId: cells.needed('userSourcedId'),
    primary: cells.boolean('primary') ?? null,
    endDate: cells.date('endDate'),
    removed: cells.removed('status'),
    ...cells.place,
  }
  return cells.good && role && role !== 'none' ? { ...record, role } : undefined
}
