import type { PersonId } from '../core/ids.ts'
import { type Decision, no, type RefusalCode, yes } from '../core/refusal.ts'
import type { PersonFacts, Role, SchoolPolicy } from '../journal/person-facts.ts'

type Schools = (id: string) => SchoolPolicy | undefined

/**
 * CONTACTS-1..5. Who may write to whom, invite to a group or call (design §7). A person may with any of their roles; what no row of the
 * table allows is refused.
 */
export function mayContact(from: PersonFacts, to: PersonFacts, school: Schools): Decision {
  if (from.id === to.id || !from.active || !to.active) return no('contacts.notAllowed')
  const allowed = from.roles.some((mine) => to.roles.some((theirs) => pair(from, to, mine, theirs, school)))
  if (!allowed) return no('contacts.notAllowed')
  if (to.blocked.has(from.id) && !teachesOneselfOrChild(from, to)) return no('contacts.blocked')
  return yes
}

/** CONTACTS-6. Teachers of one's own class cannot be blocked (nor those of an own child's class). */
export function mayBlock(actor: PersonFacts, other: PersonFacts): Decision {
  if (actor.id === other.id) return no('contacts.cannotBlock')
  return teachesOneselfOrChild(other, actor) ? no('contacts.cannotBlock') : yes
}

interface InSchool {
  readonly schoolId: string
  readonly role: Role
}

function pair(from: PersonFacts, to: PersonFacts, mine: InSchool, theirs: InSchool, school: Schools): boolean {
  const sameSchool = mine.schoolId === theirs.schoolId
  switch (`${group(mine.role)}>${group(theirs.role)}` as const) {
    case 'pupil>pupil': {
      const policy = sameSchool ? (school(mine.schoolId)?.pupilToPupil ?? 'class') : 'off'
      return policy === 'school' || (policy === 'class' && overlap(from.pupilOf, to.pupilOf))
    }
    case 'pupil>guardian':
      return mayMeet(from.guardians, to.id)
    case 'guardian>pupil':
      return mayMeet(from.children, to.id)
    case 'guardian>guardian':
      return overlap(from.childrenClasses, to.childrenClasses)
    case 'pupil>teacher':
      return overlap(from.pupilOf, to.teaches)
    case 'teacher>pupil':
      return overlap(from.teaches, to.pupilOf)
    case 'guardian>teacher':
      return overlap(from.childrenClasses, to.teaches)
    case 'teacher>guardian':
      return overlap(from.teaches, to.childrenClasses)
    case 'teacher>teacher':
    case 'office>teacher':
    case 'office>office':
      return true
    case 'pupil>office':
    case 'guardian>office':
    case 'teacher>office':
    case 'office>pupil':
    case 'office>guardian':
      return sameSchool
  }
}

/** The table's columns: a psychologist stands with head and schoolAdmin («own school»). */
function group(role: Role): 'pupil' | 'guardian' | 'teacher' | 'office' {
  return role === 'head' || role === 'schoolAdmin' || role === 'psychologist' ? 'office' : role
}

const mayMeet = (relations: ReadonlyMap<PersonId, 'full' | 'noContact' | 'none'>, id: PersonId): boolean =>
  relations.get(id) === 'full'

const teachesOneselfOrChild = (teacher: PersonFacts, other: PersonFacts): boolean =>
  overlap(teacher.teaches, other.pupilOf) || overlap(teacher.teaches, other.childrenClasses)

function overlap<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  for (const each of small) if (large.has(each)) return true
  return false
}

/** True, or why not: the form in which a decision goes to the device. */
export const asContact = (decision: Decision): true | RefusalCode => (decision.allowed ? true : decision.code)
