import { createInterface } from 'node:readline/promises'
import { newId } from '@zvonok/schema/core/ids'
import { defaultPolicy } from '@zvonok/schema/journal/person-facts'
import { people, rosterUsers, schoolRoles, schools } from '@zvonok/schema/journal/tables'
import { createJournalLogins } from '../account/accounts.ts'
import { hashPassword } from '../account/password.ts'
import { officePrefix } from '../journal/import/plan-people.ts'
import { makeInvitation } from '../journal/invitations.ts'
import { keepMode } from '../platform/mode.ts'
import { StartRefused } from '../platform/start-refused.ts'
import { newToken } from '../platform/tokens.ts'
import type { SchoolCommand, Values } from './command.ts'

/** What is asked when it was not given, in this order. */
const questions = {
  school: 'Название школы (school)',
  'time-zone': 'Часовой пояс, например Europe/Moscow (time zone)',
  family: 'Фамилия администратора (surname of the first administrator)',
  given: 'Имя администратора (first name)',
  login: 'Логин администратора (login)',
} as const

/** OPERATOR-7. */
export const init: SchoolCommand = {
  name: 'init',
  usage: '[--school NAME --time-zone ZONE --family NAME --given NAME --login LOGIN]',
  help: 'новая настоящая школа и её первый администратор (a new real school and its first administrator)',
  positionals: [],
  options: Object.fromEntries(Object.keys(questions).map((name) => [name, { type: 'string' as const }])),
  ask: askMissing,
  async run({ database, settings }, values, say) {
    const answers = checked(values)
    await keepMode(database, 'real')
    const [existing] = await database.orm.select({ title: schools.title }).from(schools).limit(1)
    if (existing) throw new StartRefused(`Школа уже есть: ${existing.title}.`, 'There is a school already.')
    const schoolId = newId()
    const personId = newId()
    const login = answers.login.toLowerCase()
    await database.orm.batch([
      database.orm.insert(schools).values({
        id: schoolId,
        sourcedId: null,
        title: answers.school,
        timeZone: answers['time-zone'],
        policy: defaultPolicy,
        holidays: [],
      }),
      database.orm
        .insert(people)
        .values({ id: personId, familyName: answers.family, givenName: answers.given, active: true }),
      database.orm.insert(rosterUsers).values({ sourcedId: `${officePrefix}${login}`, personId, login, active: true }),
      database.orm.insert(schoolRoles).values({ personId, schoolId, role: 'schoolAdmin' }),
    ])
    // Nobody knows this password: the link asks for another.
    await createJournalLogins(database, [{ personId, login, passwordHash: await hashPassword(newToken()) }])
    const token = await makeInvitation(database, login, Date.now())
    say.line('Школа создана. Ссылка для администратора, один раз, 7 дней (one-time link of the administrator):')
    say.line(`  ${settings.origin}/journal/invitation#${token}`)
    say.line('Дальше (next): npm run zvonok -- import-roster FOLDER|ZIP --dry-run')
  },
}

type Answers = Record<keyof typeof questions, string>

/** On a terminal only: a script gets told what is missing. */
async function askMissing(values: Values): Promise<Values> {
  if (!process.stdin.isTTY) return values
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answers: Record<string, string | boolean | undefined> = { ...values }
  for (const [name, question] of Object.entries(questions)) answers[name] ??= await terminal.question(`${question}: `)
  terminal.close()
  return answers
}

function checked(values: Values): Answers {
  const answers = Object.fromEntries(
    Object.keys(questions).map((name) => [name, String(values[name] ?? '').trim()]),
  ) as Answers
  const missing = Object.entries(answers).find(([, value]) => value === '')
  if (missing) throw new StartRefused(`Не задано: --${missing[0]}.`, 'It is missing.')
  const zone = answers['time-zone']
  if (!isTimeZone(zone))
    throw new StartRefused(`${zone}: нужен часовой пояс IANA, например Europe/Moscow.`, 'An IANA time zone is needed.')
  if (!/^[\p{L}\p{N}._-]{1,100}$/u.test(answers.login))
    throw new StartRefused('Логин: буквы, цифры, точка, дефис.', 'Login: letters, digits, dot, dash.')
  return answers
}

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}
