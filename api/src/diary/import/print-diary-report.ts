import { problemLines } from '../../journal/import/print-report.ts'
import type { Language } from '../../journal/import/reasons.ts'
import type { DiaryReport } from './import-diary.ts'
import { diaryTableNames } from './tables.ts'

/** The report as lines of text for a terminal. */
export function printDiaryReport(report: DiaryReport, language: Language = 'ru'): string {
  const t = words[language]
  const counts = diaryTableNames.flatMap((name) => {
    const { added, changed, removed } = report.counts[name]
    const parts = [added && `+${added}`, changed && `~${changed}`, removed && `−${removed}`].filter(Boolean)
    return parts.length > 0 ? [`  ${t.tables[name]}: ${parts.join(', ')}`] : []
  })
  // With errors what would change is not known.
  const changes = report.outcome === 'refused' ? [] : [`${t.schools}: ${report.schools.join(', ')}`, ...counts]
  return [...problemLines(report, language), ...changes, t.outcomes[report.outcome]].filter(Boolean).join('\n')
}

const words = {
  ru: {
    schools: 'Школы',
    tables: { lessons: 'уроки', homework: 'домашние задания', marks: 'отметки' },
    outcomes: {
      imported: 'Импорт выполнен.',
      unchanged: 'Изменений нет.',
      preview: 'Это просмотр: ничего не записано.',
      refused: 'Импорт остановлен: ничего не записано.',
    },
  },
  en: {
    schools: 'Schools',
    tables: { lessons: 'lessons', homework: 'homework', marks: 'marks' },
    outcomes: {
      imported: 'Imported.',
      unchanged: 'Nothing changed.',
      preview: 'A preview: nothing was written.',
      refused: 'The import was stopped: nothing was written.',
    },
  },
} as const
