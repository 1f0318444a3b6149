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
