import type { Directory } from './current.ts'
import type { Roster } from './roster.ts'

export interface Orgs {
  /**
   * Source id of the school that an organisation is, or is a part of. `above`: of no school (district, ministry); `filtered`: of a school
   * that this run leaves alone; undefined: nobody knows the organisation.
   */
  schoolOf(orgId: string): string | 'above' | 'filtered' | undefined
  readonly titles: ReadonlyMap<string, string>
  /** Names of the filter that fit no school. */
  readonly unknownNames: readonly string[]
}

/** `only`: source ids or titles of schools; without it all schools of the files. */
export function resolveOrgs(roster: Roster, directory: Directory, only: readonly string[] | undefined): Orgs {
  const titles = new Map(directory.schools.flatMap(({ sourcedId, title }) => (sourcedId ? [[sourcedId, title]] : [])))
  for (const { id, title, isAbove } of roster.orgs.values()) if (!isAbove) titles.set(id, title)
  const names = only && new Set(only)
  const chosen = (id: string): boolean => !names || names.has(id) || names.has(titles.get(id) ?? '')

  const climb = (orgId: string, depth: number): string | 'above' | undefined => {
    const org = roster.orgs.get(orgId)
    if (!org) return directory.schoolBySource.has(orgId) ? orgId : undefined
    if (org.isAbove) return 'above'
    if (org.isSchool || depth > 8) return orgId
    const parent = climb(org.parentId, depth + 1)
    // A department whose school is not in the files stands for the school.
    return parent === undefined || parent === 'above' ? orgId : parent
  }
  const schoolOf = (orgId: string) => {
    const school = climb(orgId, 0)
    return school === undefined || school === 'above' || chosen(school) ? school : 'filtered'
  }
  const named = new Set([...titles.keys(), ...titles.values()])
  return { schoolOf, titles, unknownNames: (only ?? []).filter((name) => !named.has(name)) }
}
