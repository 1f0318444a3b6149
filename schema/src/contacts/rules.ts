import { type Decision, no, type RefusalCode, yes } from '../core/refusal.ts'
import type { PersonFacts, Role, SchoolPolicy } from '../journal/person-facts.ts'

export type Schools = (id: string) => SchoolPolicy | undefined

/** CONTACTS-1..5. Who may begin to write to whom, invite to a group or call. What no cell of {@link table} allows is refused. */
export function mayContact(from: PersonFacts, to: PersonFacts, school: Schools): Decision {
  return unlessBlocked(from, to, related(from, to, school))
}

/**
 * CONTACTS-7. Who may go on in a direct chat, and see whether the other one is there: whoever may write to me, I may answer. (The head may
 * write to a teacher of another school, who could not begin.)
 */
export function mayTalk(from: PersonFacts, to: PersonFacts, school: Schools): Decision {
  return unlessBlocked(from, to, related(from, to, school) || related(to, from, school))
}

/** CONTACTS-6. Teachers of one's own class cannot be blocked, nor those of an own child's class. Unblocking is always allowed. */
export function mayBlock(actor: PersonFacts, other: PersonFacts): Decision {
  if (actor.id === other.id || teachesOneselfOrChild(other, actor)) return no('contacts.cannotBlock')
  return yes
}

/** CONTACTS-10. A psychologist of the pupil's school keeps what the two have alone with each other from the guardians. */
export function mayHideTalks(actor: PersonFacts, pupil: PersonFacts | undefined): Decision {
  if (!pupil?.active || !actor.active) return no('core.notFound')
  const may = actor.roles.some(
    ({ role, schoolId }) =>
      role === 'psychologist' && pupil.roles.some((each) => each.role === 'pupil' && each.schoolId === schoolId),
  )
  return may ? yes : no('core.notFound')
}

/** Whether a cell of the table stands between two people who are both in the roster, blocked or not. */
export function related(from: PersonFacts, to: PersonFacts, school: Schools): boolean {
  if (from.id === to.id || !from.active || !to.active) return false
  return from.roles.some((mine) =>
    to.roles.some((theirs) => {
      const sameSchool = mine.schoolId === theirs.schoolId
      const policy = sameSchool ? school(mine.schoolId) : undefined
      return table[column(mine.role)][column(theirs.role)]({ from, to, sameSchool, policy })
    }),
  )
}

function unlessBlocked(from: PersonFacts, to: PersonFacts, allowed: boolean): Decision {
  if (!allowed) return no('contacts.notAllowed')
  return to.blocked.has(from.id) && !teachesOneselfOrChild(from, to) ? no('contacts.blocked') : yes
}

interface Pair {
  readonly from: PersonFacts
  readonly to: PersonFacts
  /** Of the two roles that are looked at; a person with several is looked at with each. */
  readonly sameSchool: boolean
  /** Of that school. */
  readonly policy: SchoolPolicy | undefined
}
type Cell = (pair: Pair) => boolean

const anySchool: Cell = () => true
const ownSchool: Cell = ({ sameSchool }) => sameSchool
const classmates: Cell = ({ from, to, policy }) =>
  policy?.pupilToPupil === 'school' || (policy?.pupilToPupil === 'class' && overlap(from.pupilOf, to.pupilOf))
const ownGuardian: Cell = ({ from, to }) => from.guardians.get(to.id) === 'full'
const ownChild: Cell = ({ from, to }) => from.children.get(to.id) === 'full'
const guardiansOfOneClass: Cell = ({ from, to }) => overlap(from.childrenClasses, to.childrenClasses)
const ownTeacher: Cell = ({ from, to }) => overlap(from.pupilOf, to.teaches)
const ownPupil: Cell = ({ from, to }) => overlap(from.teaches, to.pupilOf)
const teacherOfOwnChild: Cell = ({ from, to }) => overlap(from.childrenClasses, to.teaches)
const guardianOfOwnPupil: Cell = ({ from, to }) => overlap(from.teaches, to.childrenClasses)

type Column = 'pupil' | 'guardian' | 'teacher' | 'psychologist' | 'office'

/** docs/rights.md, «Who may write to whom»: from the row's role to the column's. */
const table: Record<Column, Record<Column, Cell>> = {
  pupil: {
    pupil: classmates,
    guardian: ownGuardian,
    teacher: ownTeacher,
    psychologist: ownSchool,
    office: ownSchool,
  },
  guardian: {
    pupil: ownChild,
    guardian: guardiansOfOneClass,
    teacher: teacherOfOwnChild,
    psychologist: ownSchool,
    office: ownSchool,
  },
  teacher: {
    pupil: ownPupil,
    guardian: guardianOfOwnPupil,
    teacher: anySchool,
    psychologist: ownSchool,
    office: ownSchool,
  },
  psychologist: {
    pupil: ownSchool,
    guardian: ownSchool,
    teacher: ownSchool,
    psychologist: ownSchool,
    office: ownSchool,
  },
  office: {
    pupil: ownSchool,
    guardian: ownSchool,
    teacher: anySchool,
    psychologist: ownSchool,
    office: anySchool,
  },
}

const column = (role: Role): Column => (role === 'head' || role === 'schoolAdmin' ? 'office' : role)

const teachesOneselfOrChild = (teacher: PersonFacts, other: PersonFacts): boolean =>
  overlap(teacher.teaches, other.pupilOf) || overlap(teacher.teaches, other.childrenClasses)

function overlap<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  for (const each of small) if (large.has(each)) return true
  return false
}

/** True, or why not: the form in which a decision goes to the device. */
export const asContact = (decision: Decision): true | RefusalCode => (decision.allowed ? true : decision.code)
