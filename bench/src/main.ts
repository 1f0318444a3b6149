/** `npm run bench -- [SUBJECT …] [--quick] [--without NAME]`: measures ours beside its peers. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { describeMachine, formatMachine } from './machine.ts'
import { nowMs } from './measure.ts'
import { formatTable, reached, type Table } from './report.ts'
import { bare } from './rivals/bare.ts'
import { ours } from './rivals/ours.ts'
import { hocuspocus, peersInstalled, yLeveldb, yWebsocket } from './rivals/yjs-peers.ts'
import { app } from './subjects/app.ts'
import { burst } from './subjects/burst.ts'
import { call } from './subjects/call.ts'
import { catchUp } from './subjects/catch-up.ts'
import { chatList } from './subjects/chat-list.ts'
import { growth } from './subjects/growth.ts'
import { idle } from './subjects/idle.ts'
import { latency } from './subjects/latency.ts'
import { lessonAudio } from './subjects/lesson-audio.ts'
import { meeting } from './subjects/meeting.ts'
import { open } from './subjects/open.ts'
import { rate } from './subjects/rate.ts'
import { storm } from './subjects/storm.ts'
import type { Bench, Subject } from './subjects/subject.ts'

const subjects: readonly Subject[] = [
  latency,
  rate,
  burst,
  idle,
  open,
  catchUp,
  chatList,
  storm,
  app,
  call,
  lessonAudio,
  meeting,
  growth,
]
const results = fileURLToPath(new URL('../results', import.meta.url))

// Children and mounts are ended when the process exits.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, without: { type: 'string', multiple: true, default: [] } },
})
const unknown = positionals.filter((name) => !subjects.some((subject) => subject.name === name))
if (unknown.length > 0) {
  console.error(`Unknown subject: ${unknown.join(', ')}. There are: ${subjects.map(({ name }) => name).join(', ')}.`)
  process.exit(1)
}
const rivals = [ours, bare, ...(peersInstalled() ? [yWebsocket, yLeveldb, hocuspocus] : [])]
const bench: Bench = {
  rivals: rivals.filter(({ name }) => !values.without.includes(name)),
  quick: values.quick,
  say: (text) => console.log(text),
}
const machine = describeMachine()
console.log(formatMachine(machine))
const tables: Table[] = []
const startedMs = nowMs()
const since = (fromMs: number): string => `${((nowMs() - fromMs) / 1000).toFixed(0)} s`
for (const subject of subjects) {
  if (positionals.length > 0 && !positionals.includes(subject.name)) continue
  console.log(`\n${subject.title}`)
  const fromMs = nowMs()
  const { name: subjectName, title } = subject
  const measured = await subject.run(bench).catch((error) => ({ rows: [], notes: [`Not measured: ${error}`] }))
  const table = { subject: subjectName, title, ...measured }
  tables.push(table)
  console.log(`\n${formatTable(table)}\nMeasured in ${since(fromMs)}.`)
}
const missed = tables.flatMap(({ subject, rows }) =>
  rows.length === 0
    ? [`${subject}: not measured`]
    : rows.filter((each) => reached(each) === false).map(({ what }) => `${subject}: ${what}`),
)
const summary = missed.length === 0 ? 'All goals are reached.' : `Missed goals: ${missed.join('; ')}.`
console.log(`\n${summary} The whole run took ${since(startedMs)}.`)
const name = [machine.date.replace(/[ :]/g, '-'), ...positionals, ...(values.quick ? ['quick'] : [])].join('_')
mkdirSync(results, { recursive: true })
writeFileSync(join(results, `${name}.json`), `${JSON.stringify({ machine, tables }, undefined, 1)}\n`)
writeFileSync(
  join(results, `${name}.md`),
  `# Benchmark\n\n${formatMachine(machine)}\n\n${summary}\n\n${tables.map(formatTable).join('\n')}`,
)
console.log(`Written to bench/results/${name}.md and .json`)
process.exit(0)
