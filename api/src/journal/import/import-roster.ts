import type { Database } from '@zvonok/sync-server/database'
import { breathe } from './breathe.ts'
import { changeStatements } from './changes.ts'
import { fileNames } from './columns.ts'
import { readDirectory, readMemberships } from './current.ts'
import { makePlan, type Plan } from './plan.ts'
import { planSchools } from './plan-schools.ts'
import { Problems } from './problems.ts'
import { readRoster } from './read-roster.ts'
import { renameLoginStatements } from './rename-logins.ts'
import { type ImportProgress, type ImportReport, makeReport } from './report.ts'
import { resolveRoster } from './resolve.ts'
import type { Roster } from './roster.ts'
import { openSource } from './source.ts'
import { undoOf } from './undo.ts'

export interface ImportOptions {
  /** Compares and reports, writes nothing. */
  readonly dryRun?: boolean
  /** How many may leave: must be exactly the number that the report asked for. */
  readonly leavers?: number
  /** True confirms what the report says about classes that go on under another name, merge or end. */
  readonly cohorts?: boolean
  /** Source ids or titles of the schools to touch; without it all that the files list. */
  readonly schools?: readonly string[]
  /** IANA zone of schools that are new; without it that of the schools that exist, else Europe/Moscow. */
  readonly timeZone?: string
  readonly nowMs?: number
  readonly onProgress?: (progress: ImportProgress) => void
}

/**
 * Imports OneRoster CSV 1.1 or 1.2 from a folder or a zip archive: all of it in one transaction, or nothing. Afterwards the caller makes
 * accounts for `report.logins` and tells the sync server that the roster changed.
 */
export async function importRoster(
  database: Database,
  path: string,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const problems = new Problems()
  const source = await openSource(path, fileNames, problems)
  if (!source) return makeReport({ version: '1.1', schools: [], plan: undefined, problems, options })
  try {
    const total = [...source.files.values()].reduce((sum, { bytes }) => sum + bytes, 0)
    let done = 0
    const roster = await readRoster(source, problems, (bytes) => {
      done += bytes
      options.onProgress?.({ step: 'read', done: Math.min(done, total), total })
    })
    return await importRows(database, roster, options, problems)
  } finally {
    source.close()
  }
}

/** The same for rows that are in memory already. */
export async function importRows(
  database: Database,
  roster: Roster,
  options: ImportOptions = {},
  problems = new Problems(),
): Promise<ImportReport> {
  const { version } = roster
  // A file that could not be read whole would make everything that refers to it look wrong.
  if (problems.errors.some(({ reason }) => unreadable.has(reason)))
    return makeReport({ version, schools: [], plan: undefined, problems, options })
  const nowMs = options.nowMs ?? Date.now()
  const today = new Date(nowMs).toISOString().slice(0, 10)
  options.onProgress?.({ step: 'compare', done: 0, total: 1 })
  const directory = await readDirectory(database)
  const wanted = resolveRoster(roster, directory, { schools: options.schools, today }, problems)
  await breathe()
  const schools = planSchools(wanted, directory, options.timeZone)
  const classIds = directory.classes.filter(({ schoolId }) => schools.ids.has(schoolId)).map(({ id }) => id)
  const memberships = await readMemberships(database, classIds)
  const plan = await makePlan(wanted, schools, directory, memberships, nowMs, problems)
  options.onProgress?.({ step: 'compare', done: 1, total: 1 })
  const report = makeReport({ version, schools: [...wanted.schools.values()], plan, problems, options })
  if (report.outcome === 'imported') {
    const rows = Object.values(report.counts).reduce(
      (sum, { added, changed, removed }) => sum + added + changed + removed,
      0,
    )
    options.onProgress?.({ step: 'write', done: 0, total: rows })
    await write(database, plan, report, nowMs)
    options.onProgress?.({ step: 'write', done: rows, total: rows })
  }
  return report
}

const unreadable: ReadonlySet<string> = new Set(['missingColumn', 'missingFile', 'brokenCsv', 'notUtf8', 'badMode'])

/** One transaction. Only the last import can be undone, so that older ones give back their room. */
async function write(database: Database, { changes }: Plan, report: ImportReport, nowMs: number): Promise<void> {
  const { version, schools, counts } = report
  const summary = JSON.stringify({ version, schools, counts })
  const renames = changes.users.changed.flatMap(({ before, after }) =>
    before.login === after.login ? [] : [{ personId: after.personId, from: before.login, to: after.login }],
  )
  await database.client.batch(
    [
      ...changeStatements(changes),
      ...renameLoginStatements(renames),
      { sql: 'UPDATE roster_imports SET undo = NULL', args: [] },
      {
        sql: 'INSERT INTO roster_imports (at_ms, summary, undo) VALUES (?, ?, ?)',
        args: [nowMs, summary, JSON.stringify(undoOf(changes))],
      },
    ],
    'write',
  )
}
