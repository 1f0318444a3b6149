import { backup } from './backup.ts'
import { check } from './check.ts'
import type { OperatorCommand } from './command.ts'
import { importDiaryCommand } from './import-diary.ts'
import { importRosterCommand, undoImportCommand } from './import-roster.ts'
import { init } from './init.ts'
import { makeSchoolCommand } from './make-school.ts'
import { resetPassword } from './reset-password.ts'
import { restore } from './restore.ts'

/** In the order in which a school meets them. */
export const commands: readonly OperatorCommand[] = [
  init,
  importRosterCommand,
  undoImportCommand,
  importDiaryCommand,
  resetPassword,
  backup,
  restore,
  check,
  makeSchoolCommand,
]
