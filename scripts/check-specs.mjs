/**
 * Promises and their tests: every number that a SPEC.md gives is in the title of a test, every number in the title of a test stands in a
 * SPEC.md, and every row of docs/manual-coverage.md names numbers that exist. Plain Node, no dependencies.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const skipped = new Set(['node_modules', 'dist', 'dist-types', '.git', 'data', '.cache'])
const number = /\b[A-Z][A-Z]+-\d+\b/g
const rowsOfManual = 106

const files = [...filesIn(root)]
const problems = []

/** Number → the file that promises it. */
const promised = new Map()
for (const file of files.filter((each) => each.endsWith('SPEC.md')))
  for (const line of linesOf(file)) {
    const [, found] = /^(?:\||[-*] )[\s*]*`?([A-Z][A-Z]+-\d+)\b/.exec(line) ?? []
    if (!found) continue
    if (promised.has(found)) problems.push(`${found} is promised twice: ${promised.get(found)} and ${file}`)
    promised.set(found, file)
  }

/** Number → the files whose titles carry it: `test('[CHATS-3] …')`, also in `describe` and several in a row. */
const tested = new Map()
for (const file of files.filter((each) => /\.(test|spec)\.(ts|tsx|mjs)$/.test(each)))
  for (const [brackets] of textOf(file).matchAll(/\[[A-Z][A-Z]+-\d+(?:[ ,.…]+(?:[A-Z]+-)?\d+)*\]/g))
    for (const [found] of brackets.matchAll(number)) tested.set(found, file)

for (const [found, file] of promised) if (!tested.has(found)) problems.push(`${found} of ${file} has no test`)
for (const [found, file] of tested) if (!promised.has(found)) problems.push(`${found} in ${file} is promised nowhere`)

checkManual()

if (problems.length > 0) {
  console.error(problems.sort().join('\n'))
  console.error(`\n${problems.length} problems with promises`)
  process.exit(1)
}
console.log(`${promised.size} promises, each with a test`)

/** Rows `| M1 | … | numbers or «next ring: …» |`: all of them, in their order. */
function checkManual() {
  const rows = linesOf('docs/manual-coverage.md').filter((line) => /^\| M\d/.test(line))
  const seen = rows.map((line) => line.split('|').map((cell) => cell.trim()))
  for (let row = 1; row <= rowsOfManual; row++)
    if (seen[row - 1]?.[1] !== `M${row}`) return problems.push(`docs/manual-coverage.md: M${row} is missing`)
  for (const [, row, , where = ''] of seen) {
    const numbers = where.match(number) ?? []
    if (numbers.length === 0 && !where.includes('next ring')) problems.push(`${row} of the manual is neither kept nor put off`)
    for (const each of numbers) if (!promised.has(each)) problems.push(`${row} of the manual names ${each}, which is promised nowhere`)
  }
}

function* filesIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (skipped.has(entry.name)) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesIn(path)
    else yield relative(root, path)
  }
}

function textOf(file) {
  return readFileSync(join(root, file), 'utf8')
}

function linesOf(file) {
  return textOf(file).split('\n')
}
