import { createLogins } from '../journal/import/create-logins.ts'
import { importRoster } from '../journal/import/import-roster.ts'
import { printReport } from '../journal/import/print-report.ts'
import type { ImportProgress } from '../journal/import/report.ts'
import { undoImport } from '../journal/import/undo.ts'
import { keepMode } from '../platform/mode.ts'
import { StartRefused } from '../platform/start-refused.ts'
import type { OpenSchool, SchoolCommand } from './command.ts'
import { initialPassword } from './initial-password.ts'
import { wholeNumber } from './whole-number.ts'

export const importSteps: Readonly<Record<ImportProgress['step'], string>> = {
  read: 'Чтение, байт',
  compare: 'Сравнение',
  write: 'Запись, строк',
}

export const importRosterCommand: SchoolCommand = {
  name: 'import-roster',
  usage: 'FOLDER|ZIP [--dry-run] [--leavers N] [--cohorts] [--time-zone ZONE]',
  help: 'состав школы из файлов OneRoster CSV 1.1 или 1.2 (roster from OneRoster CSV)',
  positionals: ['source'],
  options: {
    'dry-run': { type: 'boolean' },
    leavers: { type: 'string' },
    cohorts: { type: 'boolean' },
    'time-zone': { type: 'string' },
  },
  paths: ['source'],
  async run(school, values, say) {
    const leavers = wholeNumber(values, 'leavers')
    const timeZone = values['time-zone']
    if (!values['dry-run']) await keepMode(school.database, school.settings.demo ? 'demo' : 'real')
    const report = await importRoster(school.database, String(values.source), {
      dryRun: values['dry-run'] === true,
      cohorts: values.cohorts === true,
      ...(leavers !== undefined && { leavers }),
      ...(timeZone !== undefined && { timeZone: String(timeZone) }),
      onProgress: ({ step, done, total }) => say.progress({ what: importSteps[step], done, total }),
    })
    if (report.outcome === 'imported') {
      await createLogins(school.database, report, initialPassword(school.settings))
      await followRoster(school)
    }
    say.line(printReport(report))
    if (report.outcome === 'refused') throw new StartRefused('Ничего не изменено.', 'Nothing was changed.')
  },
}

export const undoImportCommand: SchoolCommand = {
  name: 'undo-import',
  usage: '',
  help: 'вернуть состав школы, каким он был до последнего импорта (takes the last import back)',
  positionals: [],
  options: {},
  async run(school, _, say) {
    const { outcome } = await undoImport(school.database)
    if (outcome === 'nothing') throw new StartRefused('Нет импорта, который можно отменить.', 'Nothing to undo.')
    await followRoster(school)
    say.line('Последний импорт отменён. (The last import was undone.)')
  },
}

/** Chats follow the roster; whoever lost access loses his sockets. */
export async function followRoster({ sync }: OpenSchool): Promise<void> {
  const server = await sync()
  await server.rosterChanged()
}
