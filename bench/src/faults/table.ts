import { aligned, short } from '../report.ts'
import { faultNames } from './faults.ts'
import type { Round } from './run-rounds.ts'

/** What was promised and what came of it, then how often each fault struck. */
export function tableOf(rounds: readonly Round[]): string {
  const sum = (of: (round: Round) => number): number => rounds.reduce((total, round) => total + of(round), 0)
  const struck = (name: string): number => sum(({ faults }) => faults.filter((each) => each === name).length)
  const promised = [
    ['acknowledged and lost', sum(({ verdict }) => verdict.ackedLost), '0'],
    ['in the chat twice', sum(({ verdict }) => verdict.doubled), '0'],
    ['orders that differ', sum(({ verdict }) => verdict.ordersDiffer), '0'],
    ['unsent and lost', sum(({ verdict }) => verdict.unsentLost), '0'],
    ['texts written', sum(({ said }) => said), ''],
    ['acknowledged', sum(({ acked }) => acked), ''],
  ] as const
  const lines = [
    ['', 'count', 'goal'],
    ...promised.map(([what, count, goal]) => [what, short(count), goal]),
    ...faultNames.map((name) => [name, short(struck(name)), '']),
  ]
  return aligned(lines).join('\n')
}
