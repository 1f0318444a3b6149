import { backup } from './backup.ts'
import { check } from './check.ts'
import type { OperatorCommand } from './command.ts'

/** In the order in which a school meets them. */
export const commands: readonly OperatorCommand[] = [backup, check]
