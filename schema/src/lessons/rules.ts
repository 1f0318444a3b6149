/** Who makes, leads, joins and sees an online lesson. docs/rights.md, «Online lessons». */
import type { ClassId, PersonId, SchoolId } from '../core/ids.ts'
import { type Decision, no, yes } from '../core/refusal.ts'
import { momentIn } from '../diary/days.ts'
import type { PersonFacts, SchoolPolicy } from '../journal/person-facts.ts'
import type { LessonRight, OnlineLesson } from './lesson.ts'

/** A lesson of the journal that the actor was named for, and until when, UTC milliseconds. */
export interface Substitution {
  readonly journalLessonId: string
  readonly groupId: ClassId
  readonly fromMs: number
  readonly untilMs: number
}

const beforeMs = 15 * 60_000
const untilTime = '20:00'

/** LESSONS-2. From 15 minutes before the lesson begins until 20:00 of that day, by the school's clock. */
export const substitutionTime = (
  timeZone: string,
  { date, startsAt }: { date: string; startsAt: string },
): Pick<Substitution, 'fromMs' | 'untilMs'> => ({
  fromMs: momentIn(timeZone, date, startsAt) - beforeMs,
  untilMs: momentIn(timeZone, date, untilTime),
})

/** What the rules ask about the one who acts. */
export interface ActorFacts {
  readonly nowMs: number
  readonly actor: PersonFacts
  readonly substitutions: readonly Substitution[]
}

/** What is to be made: everything was loaded from the journal. */
export interface MakeFacts extends ActorFacts {
  readonly schoolId: SchoolId
  readonly policy: Pick<SchoolPolicy, 'staffToPupil'> | undefined
  /** With the school of each, to tell a group of another school. */
  readonly groups: readonly { readonly id: ClassId; readonly schoolId: SchoolId }[]
  readonly journalLessonId: string | null
  readonly pupils: readonly (PersonFacts | undefined)[]
  /** Besides the creator. */
  readonly coTeachers: readonly (PersonFacts | undefined)[]
}

const hasRole = ({ active, roles }: PersonFacts, schoolId: SchoolId, role: 'head' | 'teacher' | 'pupil'): boolean =>
  active && roles.some((each) => each.schoolId === schoolId && each.role === role)

/** LESSONS-1, LESSONS-2, LESSONS-3. A foreign class has the answer of one that does not exist. */
export function mayMake(facts: MakeFacts): Decision {
  const { actor, schoolId, groups, pupils, coTeachers } = facts
  if (groups.length === 0 || groups.some((each) => each.schoolId !== schoolId)) return no('core.notFound')
  const may = mayTeach(facts)
  if (!may.allowed) return may
  const ids = groups.map(({ id }) => id)
  const fit = pupils.every((each) => each && hasRole(each, schoolId, 'pupil') && ids.some((id) => each.pupilOf.has(id)))
  if (!fit) return no('core.notFound')
  if (!coTeachers.every((each) => each && hasRole(each, schoolId, 'teacher'))) return no('core.notFound')
  const alone = new Set(pupils.map((each) => each?.id)).size === 1
  return alone && facts.policy?.staffToPupil === 'off' && actor.children.get(pupils[0]?.id ?? '') === undefined
    ? no('contacts.notAllowed')
    : yes
}

/** Whether «+Добавить» is there: in this group the actor makes lessons now. */
export function mayMakeIn(facts: ActorFacts, group: { id: ClassId; schoolId: SchoolId }): Decision {
  const { actor, substitutions } = facts
  if (hasRole(actor, group.schoolId, 'head')) return yes
  if (hasRole(actor, group.schoolId, 'teacher') && actor.teaches.has(group.id)) return yes
  const named = substitutions.some((each) => each.groupId === group.id && standsInFor(facts, each.journalLessonId))
  return named ? yes : no('core.notFound')
}

/** The head everywhere in the school, a teacher in own groups, a substitute in the group and lesson of the substitution. */
function mayTeach(facts: MakeFacts): Decision {
  const { actor, schoolId, groups, journalLessonId } = facts
  if (hasRole(actor, schoolId, 'head')) return yes
  if (hasRole(actor, schoolId, 'teacher') && groups.every(({ id }) => actor.teaches.has(id))) return yes
  const substituted = standsInFor(facts, journalLessonId)
  return substituted && groups.every(({ id }) => id === substituted.groupId) ? yes : no('core.notFound')
}

const standsInFor = ({ actor, substitutions, nowMs }: ActorFacts, journalLessonId: string | null) =>
  substitutions.find(
    (each) =>
      actor.active &&
      each.journalLessonId === journalLessonId &&
      journalLessonId !== null &&
      each.fromMs <= nowMs &&
      nowMs < each.untilMs,
  )

/** As what the actor stands to the lesson; undefined: for this person there is none. A guardian sees, and does not join. */
export function rightIn(facts: ActorFacts, lesson: OnlineLesson): LessonRight | undefined {
  const { actor } = facts
  if (!actor.active) return undefined
  if (hasRole(actor, lesson.schoolId, 'head')) return 'lead'
  if (lesson.teachers.has(actor.id) && hasRole(actor, lesson.schoolId, 'teacher')) return 'lead'
  if (standsInFor(facts, lesson.journalLessonId)) return 'lead'
  if (lesson.pupils.has(actor.id) && hasRole(actor, lesson.schoolId, 'pupil')) return 'join'
  return ownChildren(actor, lesson).length > 0 ? 'see' : undefined
}

/** Pupils of the lesson of whom this guardian may know. */
export const ownChildren = ({ active, children }: PersonFacts, { pupils }: Pick<OnlineLesson, 'pupils'>): PersonId[] =>
  active ? [...children].filter(([id, access]) => access !== 'none' && pupils.has(id)).map(([id]) => id) : []

/** LESSONS-1, LESSONS-2, LESSONS-11. Change, delete. */
export function mayLead(facts: ActorFacts, lesson: OnlineLesson): Decision {
  const right = rightIn(facts, lesson)
  if (!right) return no('core.notFound')
  if (right !== 'lead') return no('core.forbidden')
  return lesson.deletedAtMs === null ? yes : no('lessons.deleted')
}

/** LESSONS-6. A published lesson is published: saying it again is no error. */
export function mayPublish(facts: ActorFacts, lesson: OnlineLesson): Decision {
  const may = mayLead(facts, lesson)
  return may.allowed && lesson.state === 'finished' ? no('lessons.finished') : may
}

/** LESSONS-7. */
export function mayFinish(facts: ActorFacts, lesson: OnlineLesson): Decision {
  const may = mayLead(facts, lesson)
  return may.allowed && lesson.state === 'draft' ? no('lessons.notPublished') : may
}

/** LESSONS-20. Another teacher of the school leads too. Taken back before the publication only, and never the one who made it. */
export function mayAddTeacher(
  facts: ActorFacts,
  lesson: OnlineLesson,
  person: PersonFacts | undefined,
  on: boolean,
): Decision {
  const may = mayLead(facts, lesson)
  if (!may.allowed) return may
  if (lesson.state === 'finished') return no('lessons.finished')
  if (!person || !hasRole(person, lesson.schoolId, 'teacher')) return no('core.notFound')
  if (on) return yes
  return lesson.state === 'draft' && person.id !== lesson.creatorId && lesson.teachers.size > 1
    ? yes
    : no('core.forbidden')
}

/** LESSONS-8, LESSONS-11. Into the call: there is one since the publication. */
export function mayJoin(facts: ActorFacts, lesson: OnlineLesson): Decision {
  const right = rightIn(facts, lesson)
  if (!right) return no('core.notFound')
  if (right === 'see') return no('core.forbidden')
  if (lesson.deletedAtMs !== null) return no('lessons.deleted')
  if (lesson.state === 'draft') return no('lessons.notPublished')
  return lesson.state === 'finished' ? no('lessons.finished') : yes
}

/** LESSONS-15. Whose attendance: of all, or of these. */
export function attendanceFor(facts: ActorFacts, lesson: OnlineLesson): 'all' | readonly PersonId[] {
  const right = rightIn(facts, lesson)
  if (right === 'lead') return 'all'
  return right === 'join' ? [facts.actor.id] : ownChildren(facts.actor, lesson)
}

/** Naming a substitute: the head and the office of the school. */
export const mayNameSubstitute = (actor: PersonFacts, schoolId: SchoolId): Decision =>
  actor.active &&
  actor.roles.some((each) => each.schoolId === schoolId && (each.role === 'head' || each.role === 'schoolAdmin'))
    ? yes
    : no('core.notFound')
