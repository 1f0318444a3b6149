import { wait, waitUntil } from '../measure.ts'
import { between, makeRandom, pick } from '../random.ts'
import type { Device } from './device.ts'
import { heal, pickFault } from './faults.ts'
import { isClean, type Verdict } from './ledger.ts'
import { type FaultSchool, openSchool } from './school.ts'

export interface Round {
  readonly round: number
  readonly faults: readonly string[]
  readonly said: number
  readonly acked: number
  readonly verdict: Verdict
}

export interface RoundsOptions {
  readonly rounds: number
  readonly seed: number
  /** Runs this round only. */
  readonly only?: number
  onRound?(round: Round): void
}

/** The fourth device is away for this many rounds of each `awayEvery`, and never in the last one. */
const awayRounds = 15
const awayEvery = 20
const faultsEach = 3
const settleMs = 60_000

/** Runs all rounds on one school, whose chat and devices grow older. Stops at the first verdict that is not clean. */
export async function runRounds({ rounds, seed, only, onRound }: RoundsOptions): Promise<Round[]> {
  const school = await openSchool()
  if (!school.disk) console.log('A full disk is not tried: mounting a small file system needs root on Linux.')
  const done: Round[] = []
  const [from, to] = only === undefined ? [1, rounds] : [only, only]
  try {
    for (let round = from; round <= to; round++) {
      const isAway = round % awayEvery > 0 && round % awayEvery <= awayRounds && round < to
      const result = await runRound(school, round, seed, new Set(isAway ? ['masha'] : []))
      done.push(result)
      onRound?.(result)
      if (!isClean(result.verdict)) break
    }
  } finally {
    await school.close()
  }
  return done
}

/** Same seed and number: same faults, same texts, same order of steps. When things happen in between is up to the machine. */
async function runRound(school: FaultSchool, round: number, seed: number, away: Away): Promise<Round> {
  const random = makeRandom(seed * 1_000_003 + round)
  const { ledger } = school
  const before = { said: ledger.kept.size, acked: ledger.acked.size }
  await heal(school, away)
  const faults: string[] = []
  for (let step = 0; step < faultsEach; step++) {
    await write(school, random, `${round}.${step}`)
    const fault = pickFault(random)
    if ((await fault.run(school, random)) !== false) faults.push(fault.name)
    await write(school, random, `${round}.${step}б`)
    await wait(between(random, 0, 150))
  }
  await heal(school, away)
  const verdict = await settle(school, away)
  return {
    round,
    faults,
    said: ledger.kept.size - before.said,
    acked: ledger.acked.size - before.acked,
    verdict,
  }
}

type Away = ReadonlySet<string>

/** Some people write some texts, each unlike any other. Nobody waits for the server. */
async function write({ devices, ledger }: FaultSchool, random: () => number, mark: string): Promise<void> {
  const texts = between(random, 1, 6)
  for (let i = 0; i < texts; i++) {
    const { device } = pick(random, devices)
    if (!device.running) continue
    const text = `${mark}.${i} ${device.name} пишет в классный чат`
    await device.ask('say', text)
    ledger.keep({ text, device: device.name })
  }
}

/** Waits until everybody who is not away has everything, then judges, together with a device that comes without a copy. */
async function settle({ devices, ledger, newcomer }: FaultSchool, away: Away): Promise<Verdict> {
  const all = devices.map(({ device }) => device)
  const present = all.filter(({ name }) => !away.has(name))
  const absent = all.filter(({ name }) => away.has(name))
  for (const device of present) await device.ask('wake')
  const expected = [...ledger.kept.values()].filter(({ device }) => !away.has(device))
  return newcomer(async (fresh) => {
    const everybody = [...present, fresh]
    const look = () => Promise.all(everybody.map((device) => device.ask('look')))
    await waitUntil('everybody has everything', settleMs, async () => {
      await wait(50)
      // A refusal may have been on its way to a slow device when it was woken.
      for (const device of present) if ((await device.ask('state')).refused > 0) await device.ask('wake')
      if (!(await allInStep(everybody))) return false
      const shown = new Set((await look())[0]?.rows.map(({ text }) => text))
      return expected.every(({ text }) => shown.has(text))
    }).catch(async (error) => console.log(`${error.message}:`, await states(everybody)))
    const waiting = absent.map(async (device) => [device.name, await device.ask('look')] as const)
    return ledger.judge(await look(), await Promise.all(waiting))
  })
}

async function allInStep(devices: readonly Device[]): Promise<boolean> {
  const now = await states(devices)
  return now.every(({ unsent, lastSeq, headSeq }) => unsent === 0 && lastSeq === headSeq && lastSeq === now[0]?.lastSeq)
}

const states = (devices: readonly Device[]) => Promise.all(devices.map((device) => device.ask('state')))
