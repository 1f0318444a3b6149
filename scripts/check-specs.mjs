/**
 * Promises and their tests: every number that a SPEC.md gives is in the title of a test, every number in the title of a test stands in a
 * SPEC.md, no number is given twice, and every row of docs/manual-coverage.md names numbers that exist or says that it comes later.
 * `node scripts/check-specs.mjs`, and part of `npm run check`. Needs nothing but Node.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const skipped = new Set(['node_modules', 'dist', 'dist-types', '.git', 'data', '.cache'])
const number = /\b[A-Z][A-Z]+-\d+\b/g
/** `| CHATS-3 | …` or `- CHATS-3 …` */
const promise = /^(?:\||[-*] )[\s*]*`?([A-Z][A-Z]+-\d+)\b/
/** `test('[CHATS-3] …')`, also of `describe` and with several numbers. */
const title = /\[[A-Z][A-Z]+-\d+(?:[ ,]+[A-Z]+-\d+)*\]/g
const rowsOfManual = 106

/** True when all is in order; else says what is not. */
export function checkSpecs() {
  const files = [...filesIn(root)]
  const { promised, twice } = promisesIn(files.filter((file) => file.endsWith('SPEC.md')))
  const tested = titlesIn(files.filter((file) => /\.(test|spec)\.(ts|tsx|mjs)$/.test(file)))
  const problems = [
    ...twice,
    ...[...promised].filter(([each]) => !tested.has(each)).map(([each, file]) => `${each} of ${file} has no test`),
    ...[...tested]
      .filter(([each]) => !promised.has(each))
      .map(([each, file]) => `${each} in ${file} stands in no SPEC.md`),
    ...problemsOfManual(promised),
  ]
  if (problems.length > 0) console.error(problems.sort().join('\n'))
  console.log(`${promised.size} promises, ${problems.length} problems with them`)
  return problems.length === 0
}

/** Number → the file that promises it. */
function promisesIn(files) {
  const promised = new Map()
  const twice = []
  for (const file of files)
    for (const line of linesOf(file)) {
      const found = promise.exec(line)?.[1]
      if (!found) continue
      if (promised.has(found)) twice.push(`${found} is promised twice: ${promised.get(found)} and ${file}`)
      promised.set(found, file)
    }
  return { promised, twice }
}

/** Number → a file with a test of it. */
function titlesIn(files) {
  const tested = new Map()
  for (const file of files)
    for (const brackets of linesOf(file).join('\n').match(title) ?? [])
      for (const found of brackets.match(number) ?? []) tested.set(found, file)
  return tested
}

/** Rows `| M1 | … | numbers, or «next ring: …» |`: all of them, in their order. */
function problemsOfManual(promised) {
  const cells = linesOf('docs/manual-coverage.md').map((line) => line.split('|').map((cell) => cell.trim()))
  const rows = cells.filter(([, row]) => /^M\d+$/.test(row ?? ''))
  const expected = Array.from({ length: rowsOfManual }, (_, i) => `M${i + 1}`)
  if (rows.map(([, row]) => row).join() !== expected.join())
    return ['docs/manual-coverage.md: the rows are not M1 to M106']
  return rows.flatMap(([, row, , keptBy = '']) => {
    const numbers = keptBy.match(number) ?? []
    if (numbers.length === 0 && !keptBy.includes('next ring'))
      return [`${row} of the manual is neither kept nor put off`]
    return numbers
      .filter((each) => !promised.has(each))
      .map((each) => `${row} of the manual names ${each}, which no SPEC.md has`)
  })
}

function* filesIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (skipped.has(entry.name)) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesIn(path)
    else yield relative(root, path)
  }
}

const linesOf = (file) => readFileSync(join(root, file), 'utf8').split('\n')

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = checkSpecs() ? 0 : 1
