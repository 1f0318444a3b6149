import type { Context } from './resolve-context.ts'
import { rolesOfUsers, type WantedRole } from './resolve-roles.ts'

export interface WantedRelation {
  readonly childId: string
  readonly guardianId: string
}

/**
 * Who is whose guardian: by agents, on the child's side or the guardian's, and by `relationships.csv`. A teacher among a pupil's agents is
 * no guardian, except with that role as well.
 */
export function resolveRelations(context: Context, roles: readonly WantedRole[]): WantedRelation[] {
  const { roster, knowsUser, error, warning } = context
  const relations = new Map<string, WantedRelation>()
  const relate = (childId: string, guardianId: string) =>
    relations.set(`${childId}\n${guardianId}`, { childId, guardianId })
  for (const { childId, guardianId, ...place } of roster.relations) {
    const gone = roster.removed.users.has(childId) || roster.removed.users.has(guardianId)
    if (!knowsUser(childId) && !gone) error(place, 'userSourcedId', childId, 'unknownUser')
    else if (!knowsUser(guardianId) && !gone) error(place, 'relationshipUserSourcedId', guardianId, 'unknownUser')
    else if (!gone) relate(childId, guardianId)
  }
  const rolesOf = rolesOfUsers(roles, context)
  const mayGuard = (id: string): boolean => rolesOf(id).has('guardian') || rolesOf(id).size === 0
  for (const user of roster.users.values())
    for (const agent of user.agents) {
      if (roster.removed.users.has(agent)) continue
      if (!knowsUser(agent)) warning(user, 'agentSourcedIds', agent, 'unknownAgent')
      else if (rolesOf(user.id).has('pupil') && mayGuard(agent)) relate(user.id, agent)
      else if (rolesOf(agent).has('pupil') && mayGuard(user.id)) relate(agent, user.id)
      else warning(user, 'agentSourcedIds', agent, 'notGuardian')
    }
  return [...relations.values()]
}

/** A guardian is one in every school of the children, whatever the files name. */
export function rolesByRelations(
  relations: readonly WantedRelation[],
  roles: readonly WantedRole[],
  { roster, directory }: Context,
): WantedRole[] {
  const schoolsOf = new Map<string, Set<string>>()
  for (const { userId, school, role, removed } of roles)
    if (role === 'pupil' && !removed) schoolsOf.set(userId, (schoolsOf.get(userId) ?? new Set()).add(school))
  const inDatabase = (childId: string): string[] => {
    if (roster.modes.users === 'bulk') return []
    const pupil = directory.roles
      .get(directory.users.get(childId)?.personId ?? '')
      ?.filter(({ role }) => role === 'pupil')
    const ids = new Set(pupil?.map(({ schoolId }) => schoolId))
    return directory.schools.flatMap(({ id, sourcedId }) => (sourcedId && ids.has(id) ? [sourcedId] : []))
  }
  const found = new Map<string, WantedRole>()
  for (const { childId, guardianId } of relations)
    for (const school of schoolsOf.get(childId) ?? inDatabase(childId))
      found.set(`${guardianId} ${school}`, { userId: guardianId, school, role: 'guardian', removed: false })
  return [...found.values()]
}
