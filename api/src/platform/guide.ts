import { type DemoAccount, demoAccounts, demoPassword } from '../journal/demo/demo-accounts.ts'
import type { Settings } from './settings.ts'

/** What the person who has started the server reads next: Russian first. */
export function guide({ origin, demo }: Settings): string {
  const lines = demo ? demoLines(origin) : [`Журнал (journal): ${origin}/journal`]
  return [
    '',
    `Звонок работает: ${origin}/journal  (Zvonok is running)`,
    '',
    ...lines,
    'Остановить (stop): Ctrl-C',
    '',
  ].join('\n')
}

function demoLines(origin: string): string[] {
  return [
    `Демо-школа. Пароль журнала у всех: ${demoPassword}  (demo school, journal password of all)`,
    '',
    table(demoAccounts.map((account) => [account.login, account.who, entry(account)])),
    '',
    'Что дальше (what to do next):',
    `  1. Откройте ${origin}/journal и войдите как ivanova, «Чаты», «Привязать учебный профиль».`,
    '     (Log in as ivanova and link the learning profile.)',
    `  2. Телефон +79000000001, пароль ID ${demoPassword}; код из СМС: ${origin}/dev/outbox?to=%2B79000000001`,
    '     (The code from the SMS is there.)',
    '  3. В приватном окне войдите как sokolov и пишите друг другу в «7 Б класс»; отключите сеть и пишите дальше.',
    '     (Log in as sokolov in a private window, write to each other, also offline.)',
    '',
  ]
}

/** How the person gets into the messenger. */
function entry({ id }: DemoAccount): string {
  if (!id) return 'нет ID (no ID yet)'
  if (id.linked) return `профиль привязан (linked), ${id.phone}`
  return id.profile ? `профиль не привязан (not linked), ${id.phone}` : `ID без профиля (no profile), ${id.phone}`
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd()).join('\n')
}
