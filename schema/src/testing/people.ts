import type { ClassId, PersonId, SchoolId } from '../core/ids.ts'
import type { GuardianAccess, PersonFacts, Role } from '../journal/person-facts.ts'

/** Ids that can be read in a failed test. */
export const idOf = (name: string): string => name.padEnd(16, '_')

export const school1: SchoolId = idOf('school1')
export const school2: SchoolId = idOf('school2')
const class7b: ClassId = idOf('1-7b')
const class7a: ClassId = idOf('1-7a')
const class5a: ClassId = idOf('1-5a')
const class7bOfSchool2: ClassId = idOf('2-7b')

interface Person {
  roles: readonly (readonly [Role, SchoolId])[]
  pupilOf?: ClassId
  teaches?: readonly ClassId[]
  classTeacherOf?: ClassId
  children?: Readonly<Record<string, GuardianAccess>>
  left?: true
}

const cast = {
  /** Maths, class teacher of 7 Б. */
  olga: { roles: [['teacher', school1]], teaches: [class7b], classTeacherOf: class7b },
  /** Physics in 7 А and 7 Б. */
  viktor: { roles: [['teacher', school1]], teaches: [class7a, class7b] },
  /** Teaches the little ones only. */
  marina: { roles: [['teacher', school1]], teaches: [class5a], classTeacherOf: class5a },
  petya: { roles: [['pupil', school1]], pupilOf: class7b },
  anna: { roles: [['pupil', school1]], pupilOf: class7b },
  ilya: { roles: [['pupil', school1]], pupilOf: class7b },
  artyom: { roles: [['pupil', school1]], pupilOf: class7a },
  irina: { roles: [['guardian', school1]], children: { petya: 'full' } },
  /** Petya's father: sees the diary, may not meet him. */
  pavel: { roles: [['guardian', school1]], children: { petya: 'noContact' } },
  /** Nothing of Petya is for him. */
  gleb: { roles: [['guardian', school1]], children: { petya: 'none' } },
  svetlana: { roles: [['guardian', school1]], children: { anna: 'full' } },
  tamara: { roles: [['guardian', school1]], children: { artyom: 'full' } },
  head: { roles: [['head', school1]] },
  schoolAdmin: { roles: [['schoolAdmin', school1]] },
  psychologist: { roles: [['psychologist', school1]] },
  /** Class teacher of 7 Б of «Школа № 2». */
  lebedeva: { roles: [['teacher', school2]], teaches: [class7bOfSchool2], classTeacherOf: class7bOfSchool2 },
  /** Father of Dima of «Школа № 2». */
  medvedev: { roles: [['guardian', school2]], children: { dima: 'full' } },
  dima: { roles: [['pupil', school2]], pupilOf: class7bOfSchool2 },
  head2: { roles: [['head', school2]] },
  schoolAdmin2: { roles: [['schoolAdmin', school2]] },
  /** Teaches in «Школа № 2», mother of Ilya of «Школа № 1»: two roles in two schools. */
  kira: {
    roles: [
      ['guardian', school1],
      ['teacher', school2],
    ],
    teaches: [class7bOfSchool2],
    children: { ilya: 'full' },
  },
  /** Was a pupil of 7 Б and has left the school. */
  mallory: { roles: [['pupil', school1]], pupilOf: class7b, left: true },
} as const satisfies Record<string, Person>

export type Name = keyof typeof cast
export const names = Object.keys(cast) as Name[]

/** Everybody, as the roster has them, with whom they have blocked. */
export function peopleOf(blocked: ReadonlyMap<PersonId, ReadonlySet<PersonId>>): Map<PersonId, PersonFacts> {
  return new Map(names.map((name) => [idOf(name), factsOf(name, blocked.get(idOf(name)) ?? new Set())]))
}

function factsOf(name: Name, blocked: ReadonlySet<PersonId>): PersonFacts {
  const person: Person = cast[name]
  const children = Object.entries(person.children ?? {})
  return {
    id: idOf(name),
    active: !person.left,
    roles: person.roles.map(([role, schoolId]) => ({ role, schoolId })),
    pupilOf: new Set(person.pupilOf ? [person.pupilOf] : []),
    teaches: new Set(person.teaches),
    classTeacherOf: new Set(person.classTeacherOf ? [person.classTeacherOf] : []),
    children: new Map(children.map(([child, access]) => [idOf(child), access])),
    childrenClasses: new Set(children.filter(([, access]) => access !== 'none').flatMap(([child]) => classesOf(child))),
    guardians: new Map(guardiansOf(name)),
    blocked,
  }
}

const classesOf = (child: string): ClassId[] => {
  const person: Person = cast[child as Name]
  return person.pupilOf ? [person.pupilOf] : []
}

const guardiansOf = (child: Name): [PersonId, GuardianAccess][] =>
  names.flatMap((name) => {
    const person: Person = cast[name]
    const access = person.children?.[child]
    return access ? [[idOf(name), access] as [PersonId, GuardianAccess]] : []
  })
