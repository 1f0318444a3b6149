import type { Command } from '@zvonok/schema/core/command'
import { deleteMessage, editMessage, reactToMessage, sendMessage } from '@zvonok/schema/messages/commands'

// biome-ignore lint/suspicious/noExplicitAny: each command checks its own arguments before use
type AnyCommand = Command<any, unknown>

/** The commands that can be drawn over the copy. Those of messages are there from the start; the others come with whoever runs them. */
const known = new Map<string, AnyCommand>(
  [sendMessage, editMessage, deleteMessage, reactToMessage].map((command) => [command.name, command as AnyCommand]),
)

export const knownCommand = (name: string): AnyCommand | undefined => known.get(name)

export function know(command: AnyCommand): void {
  known.set(command.name, command)
}

/** Of what was left in the outbox by an earlier start or another tab. */
export async function knowAll(names: Iterable<string>): Promise<void> {
  if ([...names].every((name) => known.has(name))) return
  const { commands } = await import('@zvonok/schema/core/commands')
  for (const command of commands.values()) know(command)
}
