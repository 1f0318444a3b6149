import type { Problems, ReasonCode } from './problems.ts'
import type { Place } from './roster.ts'

/** Reads the cells of one row and names what is wrong in them. */
export class Cells<C extends string> implements Place {
  readonly file: string
  readonly line: number
  /** False once a cell was wrong: the row is not used. */
  good = true
  readonly #row: Readonly<Record<C, string>>
  readonly #problems: Problems

  constructor(file: string, row: Readonly<Record<C, string>>, line: number, problems: Problems) {
    this.file = file
    this.line = line
    this.#row = row
    this.#problems = problems
  }

  get place(): Place {
    return { file: this.file, line: this.line }
  }

  text(column: C): string {
    return this.#row[column]
  }

  /** A name, title or id that must be there. At most 255 characters. */
  needed(column: C): string {
    const value = this.#row[column]
    if (value === '') this.error(column, 'emptyCell')
    else if (value.length > 255) this.error(column, 'tooLong')
    return value
  }

  /** Null when empty. */
  optional(column: C): string | null {
    return this.#row[column] === '' ? null : this.#row[column]
  }

  /** A quoted list: ids have no commas. */
  list(column: C): string[] {
    return this.#row[column]
      .split(/[,;]/)
      .map((each) => each.trim())
      .filter(Boolean)
  }

  /** `undefined` when empty. */
  boolean(column: C): boolean | undefined {
    const value = this.#row[column].toLowerCase()
    if (value === '') return undefined
    if (value === 'true' || value === '1' || value === 'yes') return true
    if (value === 'false' || value === '0' || value === 'no') return false
    this.error(column, 'badBoolean')
    return undefined
  }

  /** `YYYY-MM-DD`, also from the date of a timestamp; empty when empty. */
  date(column: C): string {
    const value = this.#row[column]
    if (value === '') return ''
    const date = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(value)?.[1]
    const exists = date !== undefined && new Date(`${date}T00:00:00Z`).toISOString().startsWith(date)
    if (exists) return date
    this.error(column, 'badDate')
    return ''
  }

  /** `HH:MM`, also from «8:30» and «08:30:00»; empty when it is none. */
  time(column: C): string {
    const [, hours = '', minutes] = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(this.#row[column]) ?? []
    if (minutes !== undefined && Number(hours) < 24 && Number(minutes) < 60)
      return `${hours.padStart(2, '0')}:${minutes}`
    this.error(column, 'badTime')
    return ''
  }

  /** Number of a lesson in the day; undefined when empty. */
  period(column: C): number | undefined {
    const value = this.#row[column]
    if (value === '') return undefined
    const number = /^\d{1,2}$/.test(value) ? Number(value) : 0
    if (number < 1 || number > 20) this.error(column, 'badPeriod')
    return number
  }

  /** True for a record that is to go (`tobedeleted`, in old exports `inactive`). */
  removed(column: C): boolean {
    const value = this.#row[column].toLowerCase()
    if (value === 'tobedeleted' || value === 'inactive') return true
    if (value !== '' && value !== 'active') this.error(column, 'badStatus')
    return false
  }

  error(column: C, reason: ReasonCode, detail?: string): void {
    this.good = false
    this.#problems.error(this.#problem(column, reason, detail))
  }

  warning(column: C, reason: ReasonCode, detail?: string): void {
    this.#problems.warning(this.#problem(column, reason, detail))
  }

  #problem(column: C, reason: ReasonCode, detail?: string) {
    return { ...this.place, column, value: this.#row[column].slice(0, 80), reason, ...(detail && { detail }) }
  }
}
