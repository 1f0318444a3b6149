import { answerTask } from '../lessons/plan-commands.ts'
import type { Command } from './command.ts'
import { commands } from './commands.ts'

/** Every command that the server takes: also those of pages that are loaded later, which the device does not draw over its chats. */
// biome-ignore lint/suspicious/noExplicitAny: each command checks its own arguments before use
export const allCommands: ReadonlyMap<string, Command<any, unknown>> = new Map([
  ...commands,
  [answerTask.name, answerTask],
])
