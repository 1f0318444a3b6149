import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** File name without `.csv` → text. */
export type Files = Record<string, string>

/** Writes the files into a fresh folder under the system's temporary one. @returns its path */
export async function folderOf(files: Files, inside = ''): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'roster-'))
  await mkdir(join(folder, inside), { recursive: true })
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, inside, `${name}.csv`), text)
  return folder
}

/** A table as CSV text; cells with commas are quoted. */
export const csv = (header: string, ...rows: readonly (readonly (string | number | boolean)[])[]): string =>
  [header, ...rows.map((row) => row.map((cell) => (/[,\n]/.test(String(cell)) ? `"${cell}"` : cell)).join(','))].join(
    '\n',
  )

export interface TestClass {
  readonly id: string
  readonly title: string
  /** Ids of pupils; their names follow from them. */
  readonly pupils: readonly string[]
  readonly teacher?: string
  readonly type?: 'homeroom' | 'scheduled'
}

export interface TestSchool {
  readonly id?: string
  readonly title?: string
  readonly classes: readonly TestClass[]
  /** Besides the pupils and teachers of the classes: `[id, role, agents]`. */
  readonly others?: readonly (readonly [id: string, role: string, agents?: string])[]
  /** Pupil → agents. */
  readonly agents?: Readonly<Record<string, string>>
}

export const pupils = (prefix: string, count: number, from = 1): string[] =>
  Array.from({ length: count }, (_, at) => `${prefix}${from + at}`)

export const userHeader =
  'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName,middleName,agentSourcedIds'

/** Files of OneRoster 1.1 for a school. */
export function filesOf({ id = 's1', title = 'Школа № 1', classes, others = [], agents = {} }: TestSchool): Files {
  const people = new Map<string, [role: string, agents: string]>()
  for (const each of classes) {
    if (each.teacher) people.set(each.teacher, ['teacher', ''])
    for (const pupil of each.pupils) people.set(pupil, ['student', agents[pupil] ?? ''])
  }
  for (const [person, role, own = ''] of others) people.set(person, [role, own])
  return {
    orgs: csv('sourcedId,status,dateLastModified,name,type', [id, '', '', title, 'school']),
    classes: csv(
      'sourcedId,status,dateLastModified,title,classType,schoolSourcedId',
      ...classes.map((each) => [each.id, '', '', each.title, each.type ?? 'homeroom', id]),
    ),
    users: csv(
      userHeader,
      ...[...people].map(([person, [role, own]]) => [
        person,
        '',
        '',
        true,
        id,
        role,
        person,
        `Имя-${person}`,
        `Фамилия-${person}`,
        '',
        own,
      ]),
    ),
    enrollments: csv(
      'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary',
      ...classes.flatMap((each) => [
        ...(each.teacher ? [['', '', '', each.id, id, each.teacher, 'teacher', true]] : []),
        ...each.pupils.map((pupil) => ['', '', '', each.id, id, pupil, 'student', false]),
      ]),
    ),
  }
}
