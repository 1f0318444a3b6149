import { newId } from '@zvonok/schema/core/ids'
import { defaultPolicy } from '@zvonok/schema/journal/person-facts'
import type { Directory } from './current.ts'
import type { Wanted } from './resolve.ts'
import type { Roster } from './roster.ts'
import type { SchoolRow } from './tables.ts'

export interface PlannedSchools {
  readonly rows: readonly SchoolRow[]
  /** Source id → ours. */
  readonly idOf: ReadonlyMap<string, string>
  readonly ids: ReadonlySet<string>
}

/** A school made by `init` takes over the source's id: by its title, or when there is only one here and one there. */
export function planSchools(wanted: Wanted, directory: Directory, timeZone: string | undefined): PlannedSchools {
  const unnamed = directory.schools.filter(({ sourcedId }) => sourcedId === null)
  const adopt = (title: string): SchoolRow | undefined =>
    unnamed.find((row) => row.title.toLowerCase() === title.toLowerCase()) ??
    (directory.schools.length === 1 && wanted.schools.size === 1 ? unnamed[0] : undefined)
  const zone = timeZone ?? directory.schools[0]?.timeZone ?? 'Europe/Moscow'
  const found = holidaysOf(wanted.roster)
  const rows = [...wanted.schools].map(([sourcedId, title]): SchoolRow => {
    const row = directory.schoolBySource.get(sourcedId) ?? adopt(title)
    return row
      ? { ...row, sourcedId, title, holidays: withNew(row.holidays, found) }
      : { id: newId(), sourcedId, title, timeZone: zone, policy: defaultPolicy, holidays: found }
  })
  return {
    rows,
    idOf: new Map(rows.map(({ sourcedId, id }) => [sourcedId ?? '', id])),
    ids: new Set(rows.map(({ id }) => id)),
  }
}

type Holidays = SchoolRow['holidays']

const dayMs = 24 * 60 * 60 * 1000
const shift = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10)

/** The gaps between the terms. A weekend is none. */
function holidaysOf({ terms }: Roster): Holidays {
  const holidays: Holidays = []
  let end = ''
  for (const { from, to } of [...terms].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (end && from > shift(end, 3)) holidays.push({ from: shift(end, 1), to: shift(from, -1), title: 'Каникулы' })
    if (to > end) end = to
  }
  return holidays
}

/** What the school has stays; of the files' holidays come those that are later than all of it. */
function withNew(own: Holidays, found: Holidays): Holidays {
  const last =
    own
      .map(({ to }) => to)
      .sort()
      .at(-1) ?? ''
  const later = found.filter(({ from }) => from > last)
  return later.length > 0 ? [...own, ...later] : own
}
