import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { checks } from './checks.mjs'
import { haveLivekit } from './livekit.mjs'
import { prepare, tell } from './prepare.mjs'
import { root, runTool } from './run.mjs'
import { runStories } from './run-stories.mjs'
import { countPlaywright, countVitest } from './test-reports.mjs'

const reports = join(root, 'test-results')
const unitLimitMs = 8 * 60_000
const storiesLimitMs = 20 * 60_000

/** Installs, builds once, then checks, unit tests and browser stories; goes on after a failure, so that one run shows all. */
export async function testAll() {
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  const parts = await prepare().then(runAll, failed)
  const sum = (what) => parts.reduce((total, part) => total + part[what], 0)
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
  process.exit(sum('failed') === 0 ? 0 : 1)
}

async function runAll() {
  // Said here, where its progress is seen; the tests of calls fail without it.
  await haveLivekit().catch(tell)
  return [await checkAll(), await unitTests(), await stories()]
}

function failed(error) {
  tell(error)
  return [{ passed: 0, failed: 1 }]
}

async function checkAll() {
  const count = { passed: 0, failed: 0 }
  for (const { name, run } of checks) {
    const ok = await run()
    console.log(`${ok ? '✓' : '✗'} ${name}`)
    count[ok ? 'passed' : 'failed']++
  }
  return count
}

async function unitTests() {
  const file = join(reports, 'vitest.json')
  const { code } = await runTool(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    {
      limitMs: unitLimitMs,
    },
  )
  return countVitest(file, code)
}

async function stories() {
  const file = join(reports, 'playwright.json')
  try {
    const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: file }
    const { code } = await runStories(['--reporter=list,json'], { limitMs: storiesLimitMs, env })
    return countPlaywright(file, code)
  } catch (error) {
    tell(error)
    return { passed: 0, failed: 1 }
  }
}
