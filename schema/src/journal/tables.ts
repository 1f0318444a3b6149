import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { GuardianAccess, Role, SchoolPolicy } from './person-facts.ts'

/** Rows of the roster. Written by the importer and the office only. Times are UTC milliseconds, school dates are `YYYY-MM-DD`. */
export const schools = sqliteTable('schools', {
  id: text().primaryKey(),
  /** Of the source system; null for a school made by `init`. */
  sourcedId: text().unique(),
  title: text().notNull(),
  /** IANA zone: days, quiet hours and holidays are counted in it. */
  timeZone: text().notNull(),
  policy: text({ mode: 'json' }).$type<SchoolPolicy>().notNull(),
  /** Inclusive ranges of school dates. */
  holidays: text({ mode: 'json' }).$type<{ from: string; to: string; title: string }[]>().notNull(),
})

/** Homeroom classes («7 Б») and subject groups («Алгебра, 7 Б»). */
export const classes = sqliteTable(
  'classes',
  {
    id: text().primaryKey(),
    schoolId: text().notNull(),
    sourcedId: text().notNull().unique(),
    title: text().notNull(),
    /** Digits of the year, «7», when known. */
    grade: text(),
    type: text().$type<'homeroom' | 'scheduled'>().notNull(),
    subject: text(),
    active: integer({ mode: 'boolean' }).notNull(),
  },
  (t) => [index('classes_school').on(t.schoolId)],
)

/** A human being. Several roster records of one human may point here. */
export const people = sqliteTable('people', {
  id: text().primaryKey(),
  familyName: text().notNull(),
  givenName: text().notNull(),
  middleName: text(),
  birthDate: text(),
  active: integer({ mode: 'boolean' }).notNull(),
  /** When the last roster record left; account and link stay 30 days. */
  leftAtMs: integer(),
})

/** A record of the source system: what an import compares with. */
export const rosterUsers = sqliteTable(
  'roster_users',
  {
    sourcedId: text().primaryKey(),
    personId: text().notNull(),
    /** Login in the journal, lower case. */
    login: text().notNull().unique(),
    email: text(),
    phone: text(),
    active: integer({ mode: 'boolean' }).notNull(),
  },
  (t) => [index('roster_users_person').on(t.personId)],
)

export const schoolRoles = sqliteTable(
  'school_roles',
  {
    personId: text().notNull(),
    schoolId: text().notNull(),
    role: text().$type<Role>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.schoolId, t.role] }),
    index('school_roles_school').on(t.schoolId, t.role),
  ],
)

/** Who belongs to a class. `teacher` of a homeroom class follows from the subject groups of its pupils. */
export const classMembers = sqliteTable(
  'class_members',
  {
    classId: text().notNull(),
    personId: text().notNull(),
    role: text().$type<'pupil' | 'teacher' | 'classTeacher'>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.classId, t.personId, t.role] }), index('class_members_person').on(t.personId)],
)

export const guardians = sqliteTable(
  'guardians',
  {
    guardianId: text().notNull(),
    childId: text().notNull(),
    access: text().$type<GuardianAccess>().notNull(),
    /** True once the office has set the access: imports keep it. */
    byOffice: integer({ mode: 'boolean' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.guardianId, t.childId] }), index('guardians_child').on(t.childId)],
)

/** One row an import; `undo` holds what `undo-import` needs. */
export const rosterImports = sqliteTable('roster_imports', {
  id: integer().primaryKey({ autoIncrement: true }),
  atMs: integer().notNull(),
  summary: text({ mode: 'json' }).notNull(),
  undo: text({ mode: 'json' }),
  undoneAtMs: integer(),
})

/** Subjects taught in a class in the gradebook: pairs of homeroom class and subject group. */
export const classSubjects = sqliteTable(
  'class_subjects',
  {
    classId: text().notNull(),
    subjectClassId: text().notNull(),
    subject: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.classId, t.subjectClassId] }),
    uniqueIndex('class_subjects_group').on(t.subjectClassId, t.classId),
  ],
)
