import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LoadProcess, startLoad } from '../load/load-process.ts'
import { type Measured, summarize } from '../measure.ts'
import type { Row, Table } from '../report.ts'
import type { Rival, Running, SchoolSize } from '../rivals/rival.ts'

/** A question that the benchmark asks of all. */
export interface Subject {
  readonly name: string
  readonly title: string
  run(bench: Bench): Promise<Omit<Table, 'subject' | 'title'>>
}

export interface Bench {
  readonly rivals: readonly Rival[]
  /** Shorter and coarser: to see whether something is broken. */
  readonly quick: boolean
  say(text: string): void
}

export interface Stage extends Running {
  readonly load: LoadProcess
  readonly folder: string
}

/**
 * Runs `measure` with each rival alone on the machine, in an empty folder. One that fails is told and left out.
 * @returns name → what `measure` gave
 */
export async function each<T>(
  bench: Bench,
  school: SchoolSize,
  measure: (stage: Stage, rival: Rival) => Promise<T>,
): Promise<Map<string, T>> {
  const results = new Map<string, T>()
  for (const rival of bench.rivals) {
    bench.say(`  ${rival.name} …`)
    try {
      results.set(rival.name, await onStage(rival, school, (stage) => measure(stage, rival)))
    } catch (error) {
      bench.say(`  ${rival.name}: ${error instanceof Error ? error.message : error}`)
    }
  }
  return results
}

export async function onStage<T>(rival: Rival, school: SchoolSize, measure: (stage: Stage) => Promise<T>): Promise<T> {
  return inFolder(async (folder) => {
    const { server, target } = await rival.start(folder, school)
    const load = startLoad()
    try {
      return await measure({ server, target, load, folder })
    } finally {
      await load.close()
      await server.stop()
    }
  })
}

/** A folder that is gone afterwards. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'zvonok-bench-'))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A row from what each rival's runs gave; runs without a value are left out. */
export function row<T>(
  results: ReadonlyMap<string, readonly T[]>,
  { value, ...about }: Omit<Row, 'values'> & { value: (run: T) => number | undefined },
): Row {
  const values: Record<string, Measured> = {}
  for (const [name, runs] of results) {
    const known = runs.map(value).filter((each) => each !== undefined && !Number.isNaN(each))
    if (known.length > 0) values[name] = summarize(known as number[])
  }
  return { ...about, values }
}
