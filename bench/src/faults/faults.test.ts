import { expect, test } from 'vitest'
import { runRounds } from './run-rounds.ts'

test('[FAULTS-1] [FAULTS-2] [FAULTS-3] [FAULTS-4] nothing acknowledged is lost, nothing comes twice, everybody sees one order, unsent texts stay', async () => {
  const rounds = await runRounds({ rounds: 6, seed: 20_241 })
  const clean = { ackedLost: 0, doubled: 0, ordersDiffer: 0, unsentLost: 0 }
  expect(rounds.map(({ verdict }) => verdict)).toEqual(rounds.map(() => clean))
  expect(rounds).toHaveLength(6)
  expect(rounds.every(({ said }) => said > 0)).toBe(true)
}, 180_000)
