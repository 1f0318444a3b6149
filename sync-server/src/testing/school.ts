import { newId } from '@zvonok/schema/core/ids'
import { defaultPolicy, type Role, type SchoolPolicy } from '@zvonok/schema/journal/person-facts'
import { classes, classMembers, guardians, people, schoolRoles, schools } from '@zvonok/schema/journal/tables'
import { eq } from 'drizzle-orm'
import type { Database } from '../database.ts'

/** Rows of a small roster, written as the importer would. Ids are readable: 16 characters from the name. */
export const idOf = (name: string): string => name.padEnd(16, '0').slice(0, 16)

export class TestRoster {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async school(name: string, policy: Partial<SchoolPolicy> = {}): Promise<string> {
    const row = { id: idOf(name), title: name, timeZone: 'Europe/Moscow', policy: { ...defaultPolicy, ...policy } }
    await this.#database.orm.insert(schools).values({ ...row, sourcedId: name, holidays: [] })
    return row.id
  }

  async class(schoolId: string, title: string, type: 'homeroom' | 'scheduled' = 'homeroom'): Promise<string> {
    const id = newId()
    await this.#database.orm
      .insert(classes)
      .values({ id, schoolId, sourcedId: id, title, grade: null, type, subject: null, active: true })
    return id
  }

  async person(name: string, roles: [schoolId: string, role: Role][]): Promise<string> {
    const id = idOf(name)
    await this.#database.orm
      .insert(people)
      .values({ id, familyName: name, givenName: 'И', middleName: null, birthDate: null, active: true, leftAtMs: null })
    for (const [schoolId, role] of roles) await this.role(id, schoolId, role)
    return id
  }

  async role(personId: string, schoolId: string, role: Role): Promise<void> {
    await this.#database.orm.insert(schoolRoles).values({ personId, schoolId, role })
  }

  async member(classId: string, personId: string, role: 'pupil' | 'teacher' | 'classTeacher'): Promise<void> {
    await this.#database.orm.insert(classMembers).values({ classId, personId, role })
  }

  async notMember(classId: string, personId: string): Promise<void> {
    await this.#database.client.execute({
      sql: 'DELETE FROM class_members WHERE class_id = ? AND person_id = ?',
      args: [classId, personId],
    })
  }

  async guardian(guardianId: string, childId: string, access: 'full' | 'noContact' | 'none' = 'full'): Promise<void> {
    await this.#database.orm.insert(guardians).values({ guardianId, childId, access, byOffice: false })
  }

  async active(personId: string, active: boolean): Promise<void> {
    await this.#database.orm.update(people).set({ active }).where(eq(people.id, personId))
  }

  async updateClass(classId: string, change: { title?: string; active?: boolean }): Promise<void> {
    await this.#database.orm.update(classes).set(change).where(eq(classes.id, classId))
  }
}

/** One school with «7 Б»: olga teaches and leads it, petr teaches, petya and masha learn, irina is petya's mother, head leads; mallory is of another school. */
export async function smallSchool(database: Database) {
  const roster = new TestRoster(database)
  const school = await roster.school('school')
  const other = await roster.school('other')
  const classId = await roster.class(school, '7 Б')
  const otherClass = await roster.class(other, '9 А')
  const olga = await roster.person('olga', [[school, 'teacher']])
  const petr = await roster.person('petr', [[school, 'teacher']])
  const petya = await roster.person('petya', [[school, 'pupil']])
  const masha = await roster.person('masha', [[school, 'pupil']])
  const irina = await roster.person('irina', [[school, 'guardian']])
  const head = await roster.person('head', [[school, 'head']])
  const mallory = await roster.person('mallory', [[other, 'pupil']])
  await roster.member(classId, olga, 'classTeacher')
  await roster.member(classId, petr, 'teacher')
  await roster.member(classId, petya, 'pupil')
  await roster.member(classId, masha, 'pupil')
  await roster.member(otherClass, mallory, 'pupil')
  await roster.guardian(irina, petya)
  return { roster, school, other, classId, olga, petr, petya, masha, irina, head, mallory }
}

export type SmallSchool = Awaited<ReturnType<typeof smallSchool>>
