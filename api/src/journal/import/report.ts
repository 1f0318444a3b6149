import { type Changes, isEmpty } from './changes.ts'
import type { Plan } from './plan.ts'
import type { CohortStep } from './plan-cohorts.ts'
import type { Problem, Problems } from './problems.ts'
import { type TableName, tableNames } from './tables.ts'

/** How far an import is; `total` is bytes while reading, rows while writing. */
export interface ImportProgress {
  readonly step: 'read' | 'compare' | 'write'
  readonly done: number
  readonly total: number
}

export type Counts = Readonly<Record<TableName, { added: number; changed: number; removed: number }>>

export interface ImportReport {
  /** `preview`: a dry run without errors. `refused`: nothing was written, see {@link refusedBy}. */
  readonly outcome: 'imported' | 'unchanged' | 'preview' | 'refused'
  /** Why nothing was written; of a preview: what the import will ask for. */
  readonly refusedBy: readonly ('errors' | 'leavers' | 'cohorts')[]
  readonly version: '1.1' | '1.2'
  /** Titles of the schools that are touched. */
  readonly schools: readonly string[]
  readonly counts: Counts
  readonly leavers: {
    readonly count: number
    readonly of: number
    /** The number must be repeated as `--leavers N`. */
    readonly needsConfirmation: boolean
    /** At most 50. */
    readonly names: readonly string[]
  }
  readonly cohorts: {
    readonly steps: readonly (CohortStep & { readonly school: string })[]
    /** `--cohorts` must be given. */
    readonly needsConfirmation: boolean
  }
  /** How many there are; the lists may be shorter. */
  readonly errorCount: number
  readonly errors: readonly Problem[]
  readonly warningCount: number
  readonly warnings: readonly Problem[]
  /** Of new and changed active records, for making accounts. Empty unless imported. */
  readonly logins: readonly { readonly personId: string; readonly login: string }[]
}

const countChanges = (changes: Changes | undefined): Counts =>
  Object.fromEntries(
    tableNames.map((name) => {
      const { added, changed, removed } = changes?.[name] ?? { added: [], changed: [], removed: [] }
      return [name, { added: added.length, changed: changed.length, removed: removed.length }]
    }),
  ) as Counts

/** More than this many, or this part of the active people, leaving stops an import. */
const leaverLimit = { people: 10, part: 0.03 }

/** Without a plan the files could not be read. */
export function makeReport(found: {
  readonly version: ImportReport['version']
  readonly schools: readonly string[]
  readonly plan: Plan | undefined
  readonly problems: Problems
  readonly options: { readonly dryRun?: boolean; readonly leavers?: number; readonly cohorts?: boolean }
}): ImportReport {
  const { version, schools, plan, problems, options } = found
  const leaving = plan?.leavers ?? []
  const of = plan?.activeBefore ?? 0
  const many = leaving.length > leaverLimit.people || leaving.length > of * leaverLimit.part
  const refusedBy: ImportReport['refusedBy'][number][] = []
  if (problems.errorCount > 0) refusedBy.push('errors')
  if (many && options.leavers !== leaving.length) refusedBy.push('leavers')
  if (plan?.needsConfirmation && !options.cohorts) refusedBy.push('cohorts')
  const outcome = outcomeOf(plan, refusedBy, options.dryRun ?? false)
  return {
    outcome,
    refusedBy,
    version,
    schools,
    counts: countChanges(plan?.changes),
    leavers: {
      count: leaving.length,
      of,
      needsConfirmation: many,
      names: leaving.slice(0, 50).map(({ familyName, givenName }) => `${familyName} ${givenName}`),
    },
    cohorts: { steps: plan?.cohorts ?? [], needsConfirmation: plan?.needsConfirmation ?? false },
    errorCount: problems.errorCount,
    errors: problems.errors,
    warningCount: problems.warningCount,
    warnings: problems.warnings,
    logins: plan && outcome === 'imported' ? loginsOf(plan.changes) : [],
  }
}

function outcomeOf(
  plan: Plan | undefined,
  refusedBy: ImportReport['refusedBy'],
  dryRun: boolean,
): ImportReport['outcome'] {
  if (!plan || refusedBy.includes('errors')) return 'refused'
  if (dryRun) return 'preview'
  if (refusedBy.length > 0) return 'refused'
  return isEmpty(plan.changes) ? 'unchanged' : 'imported'
}

function loginsOf({ users }: Changes): { personId: string; login: string }[] {
  const rows = [...users.added, ...users.changed.map(({ after }) => after)].filter(({ active }) => active)
  return rows.map(({ personId, login }) => ({ personId, login }))
}
