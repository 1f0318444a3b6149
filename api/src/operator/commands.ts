import { backup } from './backup.ts'
import { check } from './check.ts'
import type { OperatorCommand } from './command.ts'
import { importRosterCommand, undoImportCommand } from './import-roster.ts'
import { init } from './init.ts'
import { resetPassword } from './reset-password.ts'

/** In the order in which a school meets them. */
export const commands: readonly OperatorCommand[] = [
  init,
  importRosterCommand,
  undoImportCommand,
  backup,
  check,
  resetPassword,
]
