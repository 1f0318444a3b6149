import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const blocks = sqliteTable(
  'blocks',
  { personId: text().notNull(), blockedId: text().notNull(), atMs: integer().notNull() },
  (t) => [primaryKey({ columns: [t.personId, t.blockedId] })],
)
