import type { World } from './world.ts'

/** A turn that nobody waits for: what goes wrong in it is told to the log and takes nothing with it. */
export function inBackground({ turns, log }: Pick<World, 'turns' | 'log'>, name: string, job: () => unknown): void {
  turns.run(job).catch((error: unknown) => log(`${name}.failed`, { reason: reasonOf(error) }))
}

/** For the log: the code or the kind of an error. Its message may quote what was to be written. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error ? String(error.code) : error.name
}
