import { classes, classMembers, people } from '@zvonok/schema/journal/tables'
import type { ActorFacts } from '@zvonok/schema/lessons/rules'
import type { Database } from '@zvonok/sync-server/database'
import { and, eq, inArray, or } from 'drizzle-orm'

/** LESSONS-17. Whom the actor may call to a meeting of parents: the office the whole school, a class teacher the own classes. */
export async function meetingChoices({ orm }: Database, { actor }: ActorFacts) {
  const office = actor.roles
    .filter(({ role }) => role === 'head' || role === 'schoolAdmin')
    .map((each) => each.schoolId)
  const found = await orm
    .select({ id: classes.id, title: classes.title, grade: classes.grade, schoolId: classes.schoolId })
    .from(classes)
    .where(
      and(
        or(inArray(classes.schoolId, office), inArray(classes.id, [...actor.classTeacherOf])),
        eq(classes.type, 'homeroom'),
        eq(classes.active, true),
      ),
    )
  const children = await orm
    .select({ id: people.id, family: people.familyName, given: people.givenName, classId: classMembers.classId })
    .from(classMembers)
    .innerJoin(people, and(eq(people.id, classMembers.personId), eq(people.active, true)))
    .where(
      and(
        eq(classMembers.role, 'pupil'),
        inArray(
          classMembers.classId,
          found.map(({ id }) => id),
        ),
      ),
    )
  const compare = new Intl.Collator('ru', { numeric: true }).compare
  return {
    /** Whether «вся школа» and «параллель» are there. */
    office: office.length > 0,
    classes: found.sort((a, b) => compare(a.title, b.title)).map(({ id, title, grade }) => ({ id, title, grade })),
    children: children
      .map(({ family, given, ...rest }) => ({ ...rest, name: `${family} ${given}` }))
      .sort((a, b) => compare(a.name, b.name)),
  }
}
