/** `npm run faults [-- --rounds N --seed S --only ROUND]` */
import { parseArgs } from 'node:util'
import { nowMs } from '../measure.ts'
import { isClean } from './ledger.ts'
import { runRounds } from './run-rounds.ts'
import { tableOf } from './table.ts'

// Children and mounts are ended when the process exits.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '100' }, seed: { type: 'string' }, only: { type: 'string' } },
})
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000))
console.log(`seed ${seed}`)

const fromMs = nowMs()
const done = await runRounds({
  rounds: Number(values.rounds),
  seed,
  ...(values.only !== undefined && { only: Number(values.only) }),
  onRound({ round, faults, said, acked, verdict }) {
    const { ackedLost, doubled, ordersDiffer, unsentLost } = verdict
    const result = `acked lost ${ackedLost}, doubled ${doubled}, orders that differ ${ordersDiffer}, unsent lost ${unsentLost}`
    console.log(
      `${String(round).padStart(4)} ${isClean(verdict) ? '✓' : '✗'} said ${said}, acked ${acked}; ${result} · ${faults.join(', ')}`,
    )
  },
})
const clean = done.filter(({ verdict }) => isClean(verdict)).length
console.log(
  `\n${done.length} rounds with seed ${seed} in ${Math.round((nowMs() - fromMs) / 1000)} s: ${clean} clean, ${done.length - clean} not.\n`,
)
console.log(tableOf(done))
const bad = done.find(({ verdict }) => !isClean(verdict))
if (bad)
  console.log(
    `Again: npm run faults -- --seed ${seed} --only ${bad.round} (or --rounds ${bad.round} with all that came before)`,
  )
process.exit(bad ? 1 : 0)
