import { breathe } from './breathe.ts'
import { type Changes, compareRows } from './changes.ts'
import type { Directory, Memberships } from './current.ts'
import { type PlannedClasses, planClasses } from './plan-classes.ts'
import { planGuardians } from './plan-guardians.ts'
import { planMembers } from './plan-members.ts'
import { planPeople } from './plan-people.ts'
import { planActive, planRoles } from './plan-roles.ts'
import type { PlannedSchools } from './plan-schools.ts'
import type { Problems } from './problems.ts'
import type { Wanted } from './resolve.ts'
import type { PersonRow } from './tables.ts'

export interface Plan {
  readonly changes: Changes
  readonly cohorts: PlannedClasses['cohorts']
  readonly needsConfirmation: boolean
  /** Active people of the touched schools who lose their last role there or their access. */
  readonly leavers: readonly PersonRow[]
  /** Active people of the touched schools before the import. */
  readonly activeBefore: number
}

/** Compares what the files want with what is, step by step. Pure except for fresh ids; `memberships` are those of the touched schools. */
export async function makePlan(
  wanted: Wanted,
  schools: PlannedSchools,
  directory: Directory,
  memberships: Memberships,
  nowMs: number,
  problems: Problems,
): Promise<Plan> {
  const people = planPeople(wanted, directory, schools.ids, nowMs, problems)
  await breathe()
  const classes = planClasses(wanted, directory, memberships, schools.idOf, people.personOf, problems)
  await breathe()
  const roles = planRoles(wanted, directory, schools, people)
  const rolesBefore = [...directory.roles.values()].flat().filter(({ schoolId }) => schools.ids.has(schoolId))
  const persons = planActive(people, roles, rolesBefore, directory, schools.ids, nowMs)
  await breathe()
  const inSchool = new Set(roles.map(({ personId, schoolId }) => `${personId} ${schoolId}`))
  const stays = (personId: string, schoolId: string) => inSchool.has(`${personId} ${schoolId}`)
  const { members, subjects } = planMembers(wanted, memberships, classes.rows, classes.idOf, people.personOf, stays)

  await breathe()
  const usersBefore = [...new Set([...persons.users.map(({ before }) => before), ...people.replaced])]
  const touchedClasses = new Set(classes.rows.map(({ id }) => id))
  const changes: Changes = {
    schools: compareRows(
      'schools',
      directory.schools.filter(({ id }) => schools.ids.has(id)),
      schools.rows,
    ),
    classes: compareRows(
      'classes',
      directory.classes.filter(({ id }) => touchedClasses.has(id)),
      classes.rows,
    ),
    people: compareRows(
      'people',
      persons.people.flatMap(({ id }) => directory.people.get(id) ?? []),
      persons.people,
    ),
    users: compareRows(
      'users',
      usersBefore.filter((row) => row !== undefined),
      persons.users.map(({ after }) => after),
    ),
    roles: compareRows('roles', rolesBefore, roles),
    members: compareRows('members', memberships.members, members),
    guardians: planGuardians(wanted, directory, people, roles, rolesBefore),
    subjects: compareRows('subjects', memberships.subjects, subjects),
  }
  const after = new Map(persons.people.map((row) => [row.id, row]))
  const has = new Set(roles.map(({ personId }) => personId))
  const before = [...new Set(rolesBefore.map(({ personId }) => personId))]
    .flatMap((id) => directory.people.get(id) ?? [])
    .filter(({ active }) => active)
  return {
    changes,
    cohorts: classes.cohorts,
    needsConfirmation: classes.needsConfirmation,
    leavers: before.filter(({ id }) => !has.has(id) || after.get(id)?.active === false),
    activeBefore: before.length,
  }
}
