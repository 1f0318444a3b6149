import type { PersonId } from '@zvonok/schema/core/ids'
import type { DiaryOwner } from '@zvonok/schema/diary/diary'
import { type DiaryFacts, diaryKind } from '@zvonok/schema/diary/rules'
import { guardians } from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'
import { eq } from 'drizzle-orm'
import { findPerson, type PersonInSchools } from '../journal/person.ts'

/** DIARY-10. All diaries that a person may read: the own first, then the children's by name. */
export async function diariesFor(database: Database, readerId: PersonId): Promise<DiaryOwner[]> {
  const self = await findPerson(database, readerId)
  if (!self) return []
  const rows = await database.orm.select().from(guardians).where(eq(guardians.guardianId, readerId))
  const reader = { ...factsOf(self), children: new Map(rows.map(({ childId, access }) => [childId, access])) }
  const children = await Promise.all(rows.map(({ childId }) => findPerson(database, childId)))
  const compare = new Intl.Collator('ru').compare
  const known = children.filter((child) => child !== undefined).sort((a, b) => compare(nameOf(a), nameOf(b)))
  return [self, ...known].flatMap((owner) => {
    const kind = diaryKind({ reader, owner: factsOf(owner) })
    return kind ? [{ id: owner.id, name: nameOf(owner), kind }] : []
  })
}

/** Only people who are active are found at all. */
const factsOf = ({ id, schools }: PersonInSchools): DiaryFacts['owner'] => ({
  id,
  active: true,
  roles: schools.map((school) => ({ schoolId: school.id, role: school.role })),
})

const nameOf = ({ family, given }: PersonInSchools): string => `${family} ${given}`
