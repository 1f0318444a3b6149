import { Cells } from './cells.ts'
import type { FileName, Row } from './columns.ts'
import type { Problems } from './problems.ts'
import { readManifest } from './read-manifest.ts'
import { readTable } from './read-table.ts'
import { classOf, enrollmentOf, orgOf, ownRoles, roleIn, userOf } from './records.ts'
import type {
  ClassRecord,
  EnrollmentRecord,
  OrgRecord,
  RelationRecord,
  RoleRecord,
  Roster,
  UserRecord,
} from './roster.ts'
import type { Source } from './source.ts'

/** Reads all files of the source. What is wrong in single cells goes to `problems`; references are checked later. */
export async function readRoster(
  source: Source<FileName>,
  problems: Problems,
  onBytes: (bytes: number) => void = () => {},
): Promise<Roster> {
  const { version, modes } = await readManifest(source, problems)
  const read = async <F extends FileName>(file: F, onRow: (cells: Cells<keyof Row<F> & string>) => void) => {
    const entry = source.files.get(file)
    if (!entry || modes[file] === 'absent') return
    const row = (cells: Row<F>, line: number) => onRow(new Cells(entry.name, cells, line, problems))
    await readTable(entry, file, problems, row, onBytes)
  }
  const removed = { classes: new Set<string>(), users: new Set<string>() }

  const orgs = new Map<string, OrgRecord>()
  await read('orgs', (cells) => keep(orgs, orgOf(cells), cells))

  const terms: { from: string; to: string }[] = []
  await read('academicSessions', (cells) => {
    if (cells.removed('status')) return
    cells.needed('sourcedId')
    const [from, to] = [cells.date('startDate'), cells.date('endDate')]
    if (from && to && to < from) cells.error('endDate', 'badDate')
    else if (from && to && cells.text('type').toLowerCase() === 'term') terms.push({ from, to })
  })

  const courses = new Map<string, { title: string; subject: string | null }>()
  await read('courses', (cells) => {
    if (cells.removed('status')) return
    courses.set(cells.needed('sourcedId'), {
      title: cells.needed('title'),
      subject: cells.list('subjects')[0] ?? null,
    })
  })

  const classes = new Map<string, ClassRecord>()
  await read('classes', (cells) => {
    if (cells.removed('status')) removed.classes.add(cells.needed('sourcedId'))
    else keep(classes, classOf(cells), cells)
  })

  const users = new Map<string, UserRecord>()
  const roles: RoleRecord[] = []
  let passwords = false
  await read('users', (cells) => {
    passwords ||= cells.text('password') !== ''
    if (cells.removed('status')) removed.users.add(cells.needed('sourcedId'))
    else {
      roles.push(...ownRoles(cells))
      keep(users, userOf(cells), cells)
    }
  })
  if (passwords) {
    const file = source.files.get('users')?.name ?? ''
    problems.warning({ file, line: 0, column: 'password', value: '', reason: 'ignoredPassword' })
  }

  await read('roles', (cells) => {
    const role = roleIn(cells, 'role')
    const record = { userId: cells.needed('userSourcedId'), orgId: cells.needed('orgSourcedId') }
    const gone = cells.removed('status')
    if (role && cells.good) roles.push({ ...record, role, removed: gone, ...cells.place })
  })

  const relations: RelationRecord[] = []
  await read('relationships', (cells) => {
    const relation = { childId: cells.needed('userSourcedId'), guardianId: cells.needed('relationshipUserSourcedId') }
    if (!cells.removed('status') && cells.good) relations.push({ ...relation, ...cells.place })
  })

  const enrollments: EnrollmentRecord[] = []
  await read('enrollments', (cells) => {
    const enrollment = enrollmentOf(cells)
    if (enrollment) enrollments.push(enrollment)
  })

  const birthDates = new Map<string, string>()
  await read('demographics', (cells) => {
    const id = cells.needed('sourcedId')
    const date = cells.date('birthDate')
    if (cells.good && date && !cells.removed('status')) birthDates.set(id, date)
  })
  return { version, modes, orgs, courses, classes, users, roles, enrollments, relations, terms, birthDates, removed }
}

/** Adds a record whose id is new; also one with a wrong cell, so that what refers to it is not called wrong as well. */
function keep<T extends { id: string; file: string; line: number }>(
  into: Map<string, T>,
  record: T,
  cells: { error(column: 'sourcedId', reason: 'doubleId', detail: string): void },
): void {
  const other = into.get(record.id)
  if (other && record.id) cells.error('sourcedId', 'doubleId', `${other.file}:${other.line}`)
  else into.set(record.id, record)
}
