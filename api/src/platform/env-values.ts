import { StartRefused } from './start-refused.ts'

export type Env = Readonly<Record<string, string | undefined>>

/** @throws {StartRefused} when it is no whole number between `least` and `most` */
export function number(env: Env, name: string, otherwise: number, least: number, most: number): number {
  const value = env[name]
  if (!value) return otherwise
  const n = Number(value)
  if (!/^\d+$/.test(value) || n < least || n > most) throw wrong(name, value, `${least}…${most}`)
  return n
}

/** @throws {StartRefused} for a word that is neither yes nor no */
export function flag(env: Env, name: string, otherwise: boolean): boolean {
  const value = env[name]
  if (!value) return otherwise
  if (['1', 'on', 'true'].includes(value)) return true
  if (['0', 'off', 'false'].includes(value)) return false
  throw wrong(name, value, '1 / 0')
}

export const wrong = (name: string, value: string, form: string): StartRefused =>
  new StartRefused(`${name}=${value}: нужно так: ${form}`, `the right form is ${form}`)
