import type { ClassId } from '../core/ids.ts'
import { type Decision, no, yes } from '../core/refusal.ts'
import type { PersonFacts } from '../journal/person-facts.ts'
import type { DiaryKind } from './diary.ts'

/** Facts of whoever wants to read, and of whose diary it is. */
export interface DiaryFacts {
  readonly reader: Pick<PersonFacts, 'id' | 'active' | 'roles' | 'children'>
  readonly owner: Pick<PersonFacts, 'id' | 'active' | 'roles'>
}

/** DIARY-1 to DIARY-4. As what the reader sees this diary; undefined when not at all. */
export function diaryKind({ reader, owner }: DiaryFacts): DiaryKind | undefined {
  if (!reader.active || !owner.active) return undefined
  const has = (role: 'pupil' | 'teacher') => owner.roles.some((each) => each.role === role)
  if (reader.id === owner.id) return (['pupil', 'teacher'] as const).find(has)
  const access = reader.children.get(owner.id) ?? 'none'
  return access !== 'none' && has('pupil') ? 'child' : undefined
}

/** Facts of whoever wants to enter, and the subject group whose lesson it is. */
export interface EntryFacts {
  readonly teacher: Pick<PersonFacts, 'active' | 'teaches'>
  readonly groupId: ClassId
}

/** DIARY-12. Marks and homework are entered by teachers of the subject group only; whoever may read them is told the same as a stranger. */
export const mayEnter = ({ teacher, groupId }: EntryFacts): Decision =>
  teacher.active && teacher.teaches.has(groupId) ? yes : no('core.notFound')
