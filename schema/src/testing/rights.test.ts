import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { mayContact, mayTalk } from '../contacts/rules.ts'
import type { Decision } from '../core/refusal.ts'
import { places, tableOf } from './actions.ts'
import { type Name, names } from './people.ts'
import { school } from './school.ts'

const page = readFileSync(new URL('../../../docs/rights.md', import.meta.url), 'utf8')

/** The first table under a heading of the page, without its line of dashes. */
function tableUnder(heading: string): string[][] {
  const lines = page.slice(page.indexOf(`${heading}\n`)).split('\n')
  const from = lines.findIndex((line) => line.startsWith('|'))
  const table = lines.slice(from, from + lines.slice(from).findIndex((line) => !line.startsWith('|')))
  const cells = table.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  return cells.filter(([first]) => !/^-+$/.test(first ?? ''))
}

const word = (decision: Decision): string => (decision.allowed ? 'yes' : 'no')

describe('[CONTACTS-1] [CONTACTS-2] [CONTACTS-3] [CONTACTS-4] [CONTACTS-5] [CONTACTS-7] who may write to whom, as docs/rights.md says', () => {
  const s = school()
  test.each(tableUnder('## Who may write to whom').slice(1))('%s → %s', (_from, _to, begin, answer, example) => {
    const [from, to] = (example ?? '').split(' → ') as [Name, Name]
    const decisions = [mayContact, mayTalk].map((rule) => word(rule(s.person(from), s.person(to), s.memory.school)))
    expect(decisions).toEqual([begin, answer])
  })

  test('and nobody else: every pair of the school of tests', () => {
    const grid = names.map((from) => {
      const row = names.map((to) => (mayContact(s.person(from), s.person(to), s.memory.school).allowed ? 'x' : '·'))
      return `${from.padEnd(12)} ${row.join(' ')}`
    })
    // Columns in the order of the rows: olga, viktor, marina, petya, anna, ilya, artyom, irina, pavel, gleb, svetlana, tamara, …
    expect(grid).toEqual([
      'olga         · x x x x x · x x · x · x x x x · · · · x ·',
      'viktor       x · x x x x x x x · x x x x x x · · · · x ·',
      'marina       x x · · · · · · · · · · x x x x · · · · x ·',
      'petya        x x · · x x · x · · · · x x x · · · · · · ·',
      'anna         x x · x · x · · · · x · x x x · · · · · · ·',
      'ilya         x x · x x · · · · · · · x x x · · · · · x ·',
      'artyom       · x · · · · · · · · · x x x x · · · · · · ·',
      'irina        x x · x · · · · x · x · x x x · · · · · x ·',
      'pavel        x x · · · · · x · · x · x x x · · · · · x ·',
      'gleb         · · · · · · · · · · · · x x x · · · · · · ·',
      'svetlana     x x · · x · · x x · · · x x x · · · · · x ·',
      'tamara       · x · · · · x · · · · · x x x · · · · · · ·',
      'head         x x x x x x x x x x x x · x x x · · x x x ·',
      'schoolAdmin  x x x x x x x x x x x x x · x x · · x x x ·',
      'psychologist x x x x x x x x x x x x x x · · · · · · x ·',
      'lebedeva     x x x · · · · · · · · · · · · · x x x x x ·',
      'medvedev     · · · · · · · · · · · · · · · x · x x x x ·',
      'dima         · · · · · · · · · · · · · · · x x · x x x ·',
      'head2        x x x · · · · · · · · · x x · x x x · x x ·',
      'schoolAdmin2 x x x · · · · · · · · · x x · x x x x · x ·',
      'kira         x x x · · x · x x · x · x x x x x x x x · ·',
      'mallory      · · · · · · · · · · · · · · · · · · · · · ·',
    ])
  })
})

describe('[CHATS-8] [CHATS-9] [CHATS-10] [MESSAGES-2] who may do what, as docs/rights.md says', () => {
  test.each(Object.entries(places))('in the %s', (name, place) => {
    const heading = `### ${name.charAt(0).toUpperCase()}${name.slice(1)}`
    expect(tableOf(place)).toEqual(tableUnder(heading))
  })
})
