import { rmSync } from 'node:fs'
import { startSchool } from './start.ts'

/** Fills one demo school before all stories. Returns what removes it after them. */
export default async function fillTemplate(): Promise<() => void> {
  const school = await startSchool('')
  await school.stop()
  process.env.E2E_TEMPLATE = school.folder
  return () => rmSync(school.folder, { recursive: true, force: true })
}
