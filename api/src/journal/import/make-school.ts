import type { Database } from '@zvonok/sync-server/database'
import { seedIdAccounts } from '../../account/accounts.ts'
import { fileNames } from './columns.ts'
import { createLogins } from './create-logins.ts'
import { importRows } from './import-roster.ts'
import { madeName } from './made-names.ts'
import type { ImportProgress, ImportReport } from './report.ts'
import type { ClassRecord, EnrollmentRecord, Mode, OrgRecord, RoleRecord, Roster, UserRecord } from './roster.ts'

export interface MadeSchool {
  readonly classes: number
  /** In the whole school, spread evenly over the classes. */
  readonly pupils: number
  /** Everybody has an ID with a linked learning profile: `/api/journal/enter` works at once. */
  readonly linked?: boolean
  /** Of all. */
  readonly password: string
  readonly nowMs?: number
  readonly onProgress?: (progress: ImportProgress) => void
}

/**
 * Makes a large school of made-up people for load: pupils `p00001…`, a guardian of each `g00001…`, teachers `t001…`, head `head`. Through the
 * importer: the same again changes nothing. Afterwards the caller tells the sync server that the roster changed.
 */
export async function makeSchool(database: Database, made: MadeSchool): Promise<ImportReport> {
  const { nowMs, onProgress } = made
  const report = await importRows(database, rosterOf(made), {
    ...(nowMs && { nowMs }),
    ...(onProgress && { onProgress }),
  })
  await createLogins(database, report, made.password)
  if (made.linked)
    await seedIdAccounts(
      database,
      report.logins.map(({ login, personId }) => ({
        email: `${login}@load.example`,
        password: made.password,
        profile: true,
        linkedPersonId: personId,
      })),
    )
  return report
}

const subjects = [
  'Алгебра',
  'Геометрия',
  'Русский язык',
  'Литература',
  'История',
  'Биология',
  'Физика',
  'Английский язык',
]
/** Classes that one teacher of a subject has. */
const classesOfTeacher = 5
const school = 'load-school'

/** The rows that files of such a school would have. */
export function rosterOf({ classes: classCount, pupils }: Pick<MadeSchool, 'classes' | 'pupils'>): Roster {
  const users = new Map<string, UserRecord>()
  const roles: RoleRecord[] = []
  const classes = new Map<string, ClassRecord>()
  const enrollments: EnrollmentRecord[] = []
  const add = (
    login: string,
    role: RoleRecord['role'],
    number: number,
    salt: number,
    agents: string[] = [],
  ): string => {
    const id = `load-${login}`
    const { family, given, middle } = madeName(number, salt)
    users.set(id, { ...place, id, enabled: true, family, given, middle, login, email: null, phone: null, agents })
    roles.push({ ...place, userId: id, orgId: school, role, removed: false })
    return id
  }
  const enroll = (classId: string, userId: string, role: 'pupil' | 'teacher', primary: boolean) =>
    enrollments.push({ ...place, classId, userId, role, primary, endDate: '', removed: false })

  add('head', 'head', 1, 9)
  const teachersPerSubject = Math.max(1, Math.ceil(classCount / classesOfTeacher))
  const teachers = Array.from({ length: Math.max(classCount, teachersPerSubject * subjects.length) }, (_, at) =>
    add(`t${String(at + 1).padStart(3, '0')}`, 'teacher', at, 1),
  )
  const homerooms = Array.from({ length: classCount }, (_, at) => {
    const id = `load-c${at + 1}`
    const title = titleOf(at)
    const grade = /^\d+/.exec(title)?.[0] ?? null
    classes.set(id, { ...place, id, title, grade, type: 'homeroom', courseId: '', subject: null, orgId: school })
    enroll(id, teachers[at] ?? '', 'teacher', true)
    return id
  })
  const groupOf = (at: number, subject: number): string => `load-c${at + 1}-${subject + 1}`
  for (let at = 0; at < classCount; at++)
    for (const [index, subject] of subjects.entries()) {
      const [id, title] = [groupOf(at, index), `${subject}, ${titleOf(at)}`]
      classes.set(id, { ...place, id, title, grade: null, type: 'scheduled', courseId: '', subject, orgId: school })
      enroll(id, teachers[index * teachersPerSubject + Math.floor(at / classesOfTeacher)] ?? '', 'teacher', true)
    }
  for (let number = 0; number < pupils; number++) {
    const digits = String(number + 1).padStart(5, '0')
    const at = number % classCount
    const pupil = add(`p${digits}`, 'pupil', number, 2)
    add(`g${digits}`, 'guardian', number, 3, [pupil])
    enroll(homerooms[at] ?? '', pupil, 'pupil', false)
    for (const index of subjects.keys()) enroll(groupOf(at, index), pupil, 'pupil', false)
  }
  const org: OrgRecord = { ...place, id: school, title: 'Большая школа', isSchool: true, isAbove: false, parentId: '' }
  return {
    version: '1.1',
    modes: Object.fromEntries(fileNames.map((name) => [name, modeOf(name)])) as Record<
      (typeof fileNames)[number],
      Mode
    >,
    orgs: new Map([[school, org]]),
    courses: new Map(),
    classes,
    users,
    roles,
    enrollments,
    relations: [],
    terms: [],
    birthDates: new Map(),
    removed: { classes: new Set(), users: new Set() },
  }
}

const place = { file: 'make-school', line: 0 }

const modeOf = (name: string): Mode => (['orgs', 'classes', 'users', 'enrollments'].includes(name) ? 'bulk' : 'absent')

/** 1 А, 2 А, … 11 А, 1 Б, …; after the alphabet with a number: 1 А2. */
function titleOf(at: number): string {
  const letters = 'АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЮЯ'
  const turn = Math.floor(at / 11)
  const round = Math.floor(turn / letters.length)
  return `${(at % 11) + 1} ${letters[turn % letters.length]}${round > 0 ? round + 1 : ''}`
}
