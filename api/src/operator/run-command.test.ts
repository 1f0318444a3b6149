import { expect, test } from 'vitest'
import { findCommand, readValues } from './run-command.ts'

test('[OPERATOR-5] a wrong command names the nearest', () => {
  expect(() => findCommand('bakup')).toThrow(/backup/)
})

test('[OPERATOR-5] wrong words name the right form', () => {
  const backup = findCommand('backup')
  for (const words of [[], ['a', 'b'], ['--what', 'a']])
    expect(() => readValues(backup, words, '/')).toThrow(/npm run zvonok -- backup FILE/)
})

test('paths are relative to where the command was typed', () => {
  expect(readValues(findCommand('backup'), ['copy.db'], '/srv/school')).toEqual({ file: '/srv/school/copy.db' })
})
