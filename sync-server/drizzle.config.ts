import { defineConfig } from 'drizzle-kit'

/** `npm run migration` writes the SQL that `database.ts` applies. Each change of a table is a new one. */
export default defineConfig({
  dialect: 'sqlite',
  schema: '../schema/src/*/*tables.ts',
  out: './migrations',
  casing: 'snake_case',
})
