import type { Directory } from './current.ts'
import type { Problems, ReasonCode } from './problems.ts'
import { type Orgs, resolveOrgs } from './resolve-orgs.ts'
import type { Place, Roster } from './roster.ts'

/** What the steps of `resolve.ts` share. */
export interface Context {
  readonly roster: Roster
  readonly directory: Directory
  readonly orgs: Orgs
  /** In the files, or in the database where the files say only what changed. */
  knowsUser(id: string): boolean
  error(place: Place, column: string, value: string, reason: ReasonCode): void
  warning(place: Place, column: string, value: string, reason: ReasonCode): void
}

export function resolveContext(
  roster: Roster,
  directory: Directory,
  only: readonly string[] | undefined,
  problems: Problems,
): Context {
  return {
    roster,
    directory,
    orgs: resolveOrgs(roster, directory, only),
    knowsUser: (id) =>
      roster.users.has(id) || (roster.modes.users !== 'bulk' && directory.users.get(id)?.active === true),
    error: ({ file, line }, column, value, reason) => problems.error({ file, line, column, value, reason }),
    warning: ({ file, line }, column, value, reason) => problems.warning({ file, line, column, value, reason }),
  }
}
