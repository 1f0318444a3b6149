import { existsSync, readFileSync } from 'node:fs'

/** Passed and failed tests of a report. A run that ended badly without naming a failed test counts as one failure. */
export function countVitest(file, code) {
  return counted(file, code, (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }))
}

/** `flaky` passed on a second try: that is a failure to look at. */
export function countPlaywright(file, code) {
  return counted(file, code, ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }))
}

function counted(file, code, read) {
  const count = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0 }
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count
}
