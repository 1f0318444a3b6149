import type { Command } from '@zvonok/schema/core/command'

// biome-ignore lint/suspicious/noExplicitAny: each command checks its own arguments before use
type AnyCommand = Command<any, unknown>

/** The commands that can be drawn over the copy: they come with whoever runs them, so that a list without anything unsent needs none. */
const known = new Map<string, AnyCommand>()

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
