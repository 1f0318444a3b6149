import { isAbsolute, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { nearest } from '../platform/nearest.ts'
import { StartRefused } from '../platform/start-refused.ts'
import type { OperatorCommand, Values } from './command.ts'
import { commands } from './commands.ts'

/** @throws {StartRefused} naming the command that is most like it */
export function findCommand(name: string): OperatorCommand {
  const found = commands.find((command) => command.name === name)
  if (found) return found
  const like = nearest(
    name,
    commands.map((command) => command.name),
  )
  throw new StartRefused(`Нет команды ${name}: может быть, ${like}?`, `No such command; did you mean ${like}?`)
}

/** Checks the words after the command's name; paths become absolute. @throws {StartRefused} with the right form */
export function readValues(command: OperatorCommand, words: readonly string[], cwd: string): Values {
  const { values, positionals } = parse(command, words)
  if (positionals.length !== command.positionals.length) throw wrongForm(command)
  const all = { ...values, ...Object.fromEntries(command.positionals.map((name, at) => [name, positionals[at]])) }
  for (const name of command.paths ?? []) {
    const path = all[name]
    if (typeof path === 'string' && !isAbsolute(path)) all[name] = resolve(cwd, path)
  }
  return all
}

function parse(command: OperatorCommand, words: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: command.options, allowPositionals: true })
    return { values: values as Values, positionals }
  } catch {
    throw wrongForm(command)
  }
}

export const formOf = ({ name, usage }: OperatorCommand): string => `npm run zvonok -- ${name} ${usage}`.trimEnd()

const wrongForm = (command: OperatorCommand): StartRefused =>
  new StartRefused(`Нужно так: ${formOf(command)}`, 'the right form')
