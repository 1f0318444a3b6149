import { defineConfig } from 'drizzle-kit'

/** `npm run migration` writes the SQL that `database.ts` applies. Until the first release there is one migration, made anew. */
export default defineConfig({
  dialect: 'sqlite',
  schema: '../schema/src/*/*tables.ts',
  out: './migrations',
  casing: 'snake_case',
})
