import { StartRefused } from '../platform/start-refused.ts'
import type { Values } from './command.ts'

/** A whole number of at least `least`, given as an option. @throws {StartRefused} */
export function wholeNumber(values: Values, name: string, least = 0): number | undefined {
  const value = values[name]
  if (value === undefined) return undefined
  if (!/^\d+$/.test(String(value)) || Number(value) < least)
    throw new StartRefused(`--${name} ${value}: нужно целое число от ${least}.`, 'A whole number is needed.')
  return Number(value)
}
