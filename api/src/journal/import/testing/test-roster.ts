import { type Database, openDatabase } from '@zvonok/sync-server/database'
import { type ImportOptions, importRoster } from '../import-roster.ts'
import type { ImportReport } from '../report.ts'
import { type RosterRows, readRows, type TableName, tableNames } from '../tables.ts'
import { type Files, folderOf } from './roster-files.ts'

export const nowMs = Date.parse('2026-11-24T09:00:00Z')

/** A real database in memory with the words of the tests. */
export class TestRoster {
  readonly database: Database

  constructor(database: Database) {
    this.database = database
  }

  async import(files: Files, options: ImportOptions = {}): Promise<ImportReport> {
    return importRoster(this.database, await folderOf(files), { nowMs, ...options })
  }

  rows<T extends TableName>(name: T): Promise<RosterRows[T][]> {
    return readRows(this.database, name)
  }

  /** All rows of the roster, in a fixed order, for comparing. */
  async all(): Promise<Record<string, string[]>> {
    const tables: Record<string, string[]> = {}
    for (const name of tableNames) tables[name] = (await this.rows(name)).map((row) => JSON.stringify(row)).sort()
    return tables
  }

  async personOf(sourcedId: string): Promise<RosterRows['people'] | undefined> {
    const user = (await this.rows('users')).find((row) => row.sourcedId === sourcedId)
    return (await this.rows('people')).find(({ id }) => id === user?.personId)
  }

  /** `7 Б: pupil p1`, by source ids, sorted; of active classes. */
  async members(title: string): Promise<string[]> {
    const row = (await this.rows('classes')).find((each) => each.title === title && each.active)
    const users = new Map((await this.rows('users')).map(({ personId, sourcedId }) => [personId, sourcedId]))
    return (await this.rows('members'))
      .filter(({ classId }) => classId === row?.id)
      .map(({ personId, role }) => `${role} ${users.get(personId)}`)
      .sort()
  }

  async classOf(title: string): Promise<RosterRows['classes'] | undefined> {
    return (await this.rows('classes')).find((each) => each.title === title && each.active)
  }

  /** `child: guardian access`. */
  async guardians(): Promise<string[]> {
    const users = new Map((await this.rows('users')).map(({ personId, sourcedId }) => [personId, sourcedId]))
    return (await this.rows('guardians'))
      .map(({ guardianId, childId, access }) => `${users.get(childId)}: ${users.get(guardianId)} ${access}`)
      .sort()
  }
}

export const testRoster = async (): Promise<TestRoster> => new TestRoster(await openDatabase(':memory:'))

/** Errors as `file:line column value reason`. */
export const errorsOf = ({ errors }: ImportReport): string[] =>
  errors.map(({ file, line, column, value, reason }) => `${file}:${line} ${column} ${value} ${reason}`)
export const warningsOf = ({ warnings }: ImportReport): string[] =>
  warnings.map(({ file, line, column, value, reason }) => `${file}:${line} ${column} ${value} ${reason}`)
