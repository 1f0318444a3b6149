import { importDiary } from '../diary/import/import-diary.ts'
import { printDiaryReport } from '../diary/import/print-diary-report.ts'
import { StartRefused } from '../platform/start-refused.ts'
import type { SchoolCommand } from './command.ts'
import { importSteps } from './import-roster.ts'

/** Diaries show it at their next contact: hundreds of devices are not woken at once. */
export const importDiaryCommand: SchoolCommand = {
  name: 'import-diary',
  usage: 'FOLDER|ZIP [--dry-run]',
  help: 'расписание, домашние задания и отметки из CSV, docs/diary-files.md (timetable, homework and marks from CSV)',
  positionals: ['source'],
  options: { 'dry-run': { type: 'boolean' } },
  paths: ['source'],
  async run(school, values, say) {
    const report = await importDiary(school.database, String(values.source), {
      dryRun: values['dry-run'] === true,
      onProgress: ({ step, done, total }) => say.progress({ what: importSteps[step], done, total }),
    })
    say.line(printDiaryReport(report))
    if (report.outcome === 'refused') throw new StartRefused('Ничего не изменено.', 'Nothing was changed.')
  },
}
