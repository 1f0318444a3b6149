/**
 * The generation stands in the name of every log document and in every cursor. It rises when the database goes back in time (restore): then
 * devices drop their copies instead of merging two histories. A copy in a file beside the database keeps it rising over repeated restores.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from './database.ts'
import { Store, setMeta } from './store.ts'

/**
 * For `restore`, while no server runs on the folder: all segments get a new generation. Their documents are made anew from the rows, with
 * one push each, when somebody first asks for them. Returns the new generation.
 */
export async function raiseGeneration(database: Database): Promise<number> {
  const store = new Store(database)
  const generation = Math.max(await storedGeneration(store), fileGeneration(database)) + 1
  writeGeneration(database, generation)
  await store.commit(
    [
      `DELETE FROM doc_updates WHERE doc LIKE 'log:%' OR doc LIKE 'marks:%'`,
      `UPDATE segments SET generation = ${generation}`,
      `UPDATE chats SET generation = ${generation}`,
    ]
      .map((sql) => ({ sql, args: [] }))
      .concat(setMeta('generation', generation) as { sql: string; args: never[] }),
  )
  // The documents may hold what was erased in the rows.
  await store.truncateLog()
  return generation
}

/** A database that is older than its folder was put there by hand: as if restored. */
export async function checkGeneration(database: Database): Promise<void> {
  const stored = await storedGeneration(new Store(database))
  if (fileGeneration(database) > stored) await raiseGeneration(database)
  else if (fileGeneration(database) < stored) writeGeneration(database, stored)
}

async function storedGeneration(store: Store): Promise<number> {
  const [row] = await store.select<[string]>('value', `FROM meta WHERE key = 'generation'`)
  return Number(row?.[0] ?? 1)
}

function fileGeneration({ folder }: Database): number {
  if (folder === undefined || !existsSync(fileIn(folder))) return 0
  return Number.parseInt(readFileSync(fileIn(folder), 'utf8'), 10) || 0
}

function writeGeneration({ folder }: Database, generation: number): void {
  if (folder === undefined) return
  const fresh = `${fileIn(folder)}.new`
  writeFileSync(fresh, `${generation}\n`, { flush: true })
  renameSync(fresh, fileIn(folder))
}

const fileIn = (folder: string): string => join(folder, 'generation')
