import type { CohortStep } from './plan-cohorts.ts'
import type { Problem } from './problems.ts'
import { type Language, sentenceOf } from './reasons.ts'
import type { ImportReport } from './report.ts'
import { type TableName, tableNames } from './tables.ts'

/** Longest list of errors or warnings that is printed. */
const maxLines = 200

/** The report as lines of text for a terminal. */
export function printReport(report: ImportReport, language: Language = 'ru'): string {
  const t = words[language]
  return [
    ...problemLines(report, language),
    // With errors in the files what would change is not known.
    ...(report.refusedBy.includes('errors') ? [] : changeLines(report, language)),
    t.outcomes[report.outcome],
  ]
    .filter(Boolean)
    .join('\n')
}

function changeLines(report: ImportReport, language: Language): string[] {
  const t = words[language]
  return [
    report.schools.length > 0 ? `${t.schools}: ${report.schools.join(', ')}` : '',
    ...tableNames.flatMap((name) => countLine(name, report, language)),
    ...cohortLines(report, language),
    ...leaverLines(report, language),
    report.refusedBy.includes('leavers') ? t.repeatLeavers.replace('%', String(report.leavers.count)) : '',
    report.refusedBy.includes('cohorts') ? t.repeatCohorts : '',
  ]
}

/** What is wrong, errors first. */
export function problemLines(
  found: Pick<ImportReport, 'errors' | 'errorCount' | 'warnings' | 'warningCount'>,
  language: Language,
): string[] {
  const t = words[language]
  return [
    ...list(found.errors, found.errorCount, t.errors, language, t.more),
    ...list(found.warnings, found.warningCount, t.warnings, language, t.more),
  ]
}

function list(problems: readonly Problem[], count: number, title: string, language: Language, more: string): string[] {
  if (count === 0) return []
  const shown = problems.slice(0, maxLines)
  const rest = count - shown.length
  return [
    `${title}: ${count}`,
    ...shown.map((problem) => `  ${sentenceOf(problem, language)}`),
    rest > 0 ? `  ${more.replace('%', String(rest))}` : '',
  ]
}

function countLine(name: TableName, { counts }: ImportReport, language: Language): string[] {
  const { added, changed, removed } = counts[name]
  if (added + changed + removed === 0) return []
  const parts = [added && `+${added}`, changed && `~${changed}`, removed && `−${removed}`].filter(Boolean)
  return [`  ${words[language].tables[name]}: ${parts.join(', ')}`]
}

function cohortLines({ cohorts, schools }: ImportReport, language: Language): string[] {
  if (cohorts.steps.length === 0) return []
  const t = words[language]
  const named = (text: string, school: string): string => (schools.length > 1 ? `${text} (${school})` : text)
  const started = cohorts.steps.flatMap(({ kind, to = '', school }) => (kind === 'starts' ? [named(to, school)] : []))
  return [
    ...cohorts.steps.flatMap((step) =>
      step.kind === 'starts' ? [] : [`  ${named(stepLine(step, language), step.school)}`],
    ),
    started.length > 0 ? `  ${t.started}: ${started.join(', ')}` : '',
  ]
}

function stepLine({ kind, from = '', to = '', shared, pupils }: CohortStep, language: Language): string {
  return (kind === 'starts' ? '%to' : words[language].steps[kind])
    .replace('%from', from)
    .replace('%to', to)
    .replace('%shared', String(shared))
    .replace('%pupils', String(pupils))
}

function leaverLines({ leavers }: ImportReport, language: Language): string[] {
  if (leavers.count === 0) return []
  const rest = leavers.count - leavers.names.length
  const names = leavers.names.join(', ') + (rest > 0 ? `, ${words[language].more.replace('%', String(rest))}` : '')
  return [`${words[language].leavers}: ${leavers.count} / ${leavers.of} (${names})`]
}

const words = {
  ru: {
    errors: 'Ошибки',
    warnings: 'Замечания',
    more: '… и ещё %',
    schools: 'Школы',
    leavers: 'Выбывают',
    started: 'новые классы',
    repeatLeavers: 'Если всё верно, повторите с --leavers %.',
    repeatCohorts: 'Если с классами всё верно, повторите с --cohorts.',
    outcomes: {
      imported: 'Импорт выполнен.',
      unchanged: 'Изменений нет.',
      preview: 'Это просмотр: ничего не записано.',
      refused: 'Импорт остановлен: ничего не записано.',
    },
    tables: {
      schools: 'школы',
      classes: 'классы и группы',
      people: 'люди',
      users: 'учётные записи',
      roles: 'роли',
      members: 'состав классов',
      guardians: 'родители и дети',
      subjects: 'предметы классов',
    },
    steps: {
      continues: '%from → %to (%shared из %pupils), чат класса сохраняется',
      renamed: '%from → %to: новое название',
      splits: '%to: новый класс, %shared из %pupils учились в %from',
      merges: '%from вливается в %to (%shared из %pupils), чат класса закрывается',
      ends: '%from: класса больше нет (%pupils), чат класса закрывается',
    },
  },
  en: {
    errors: 'Errors',
    warnings: 'Notes',
    more: '… and % more',
    schools: 'Schools',
    leavers: 'Leaving',
    started: 'new classes',
    repeatLeavers: 'If this is right, repeat with --leavers %.',
    repeatCohorts: 'If the classes are right, repeat with --cohorts.',
    outcomes: {
      imported: 'Imported.',
      unchanged: 'Nothing changed.',
      preview: 'A preview: nothing was written.',
      refused: 'The import was stopped: nothing was written.',
    },
    tables: {
      schools: 'schools',
      classes: 'classes and groups',
      people: 'people',
      users: 'records',
      roles: 'roles',
      members: 'class members',
      guardians: 'guardians and children',
      subjects: 'subjects of classes',
    },
    steps: {
      continues: '%from → %to (%shared of %pupils), the class chat goes on',
      renamed: '%from → %to: a new title',
      splits: '%to: a new class, %shared of %pupils were in %from',
      merges: '%from goes into %to (%shared of %pupils), the class chat closes',
      ends: '%from: the class is no more (%pupils), the class chat closes',
    },
  },
} as const
