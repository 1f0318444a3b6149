import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const blocks = sqliteTable(
  'blocks',
  { personId: text().notNull(), blockedId: text().notNull(), atMs: integer().notNull() },
  (t) => [primaryKey({ columns: [t.personId, t.blockedId] })],
)

/** CONTACTS-10. What this psychologist and this pupil have alone with each other is not shown to the guardians. */
export const hiddenTalks = sqliteTable(
  'hidden_talks',
  { staffId: text().notNull(), pupilId: text().notNull(), atMs: integer().notNull() },
  (t) => [primaryKey({ columns: [t.staffId, t.pupilId] }), index('hidden_talks_pupil').on(t.pupilId)],
)
