import type { PersonId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import { lessons } from '@zvonok/schema/diary/tables'
import { classes, schools } from '@zvonok/schema/journal/tables'
import { type ActorFacts, type Substitution, substitutionTime } from '@zvonok/schema/lessons/rules'
import { substitutes } from '@zvonok/schema/lessons/tables'
import type { Database } from '@zvonok/sync-server/database'
import { People } from '@zvonok/sync-server/facts'
import { Store } from '@zvonok/sync-server/store'
import { eq } from 'drizzle-orm'

/** The roster as it is at this moment, for one request. */
export const rosterOf = (database: Database): People => new People(new Store(database))

/** What rules ask about the one who acts. */
export async function actorFacts(
  database: Database,
  personId: PersonId,
  nowMs: number,
  roster = rosterOf(database),
): Promise<ActorFacts> {
  await roster.load([personId])
  return {
    nowMs,
    actor: must(roster.get(personId), 'the actor is in the roster'),
    substitutions: await substitutionsOf(database, personId),
  }
}

async function substitutionsOf({ orm }: Database, personId: PersonId): Promise<Substitution[]> {
  const rows = await orm
    .select({
      journalLessonId: lessons.id,
      groupId: lessons.classId,
      date: lessons.date,
      startsAt: lessons.startsAt,
      timeZone: schools.timeZone,
    })
    .from(substitutes)
    .innerJoin(lessons, eq(lessons.id, substitutes.journalLessonId))
    .innerJoin(classes, eq(classes.id, lessons.classId))
    .innerJoin(schools, eq(schools.id, classes.schoolId))
    .where(eq(substitutes.personId, personId))
  return rows.map(({ timeZone, date, startsAt, ...rest }) => ({
    ...rest,
    ...substitutionTime(timeZone, { date, startsAt }),
  }))
}
