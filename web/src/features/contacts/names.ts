import type { PersonRow } from '@zvonok/schema/chats/head'
import { t } from '../../platform/i18n/t.ts'

/** «Иванова Ольга Сергеевна», «Кузнецова Анна»: as in the journal. */
export function fullName(person: PersonRow | undefined): string {
  if (!person) return t('contacts.unknown')
  return [person.family, person.given, person.middle].filter((part) => part).join(' ')
}

/** How one speaks to them: «Ольга Сергеевна», «Анна». An office («Администратор школы») has no given name: all of it. */
export function callName(person: PersonRow | undefined): string {
  if (!person) return t('contacts.unknown')
  if (/^\p{Ll}/u.test(person.given)) return fullName(person)
  const isChild = person.roles.includes('pupil')
  return [person.given, isChild ? '' : person.middle].filter((part) => part).join(' ') || person.family
}

/** «Учитель · математика», «Ученик · 7 Б». */
export function roleLine(person: PersonRow): string {
  const [role] = person.roles
  return [role && t(`role.${role}`), person.note].filter((part) => part).join(' · ')
}

/** Words of the query begin words of the name, in any order; ё = е. */
export function nameMatches(name: string, query: string): boolean {
  const words = fold(name).split(/[^\p{L}\p{N}]+/u)
  return fold(query)
    .split(/\s+/)
    .filter((part) => part !== '')
    .every((part) => words.some((word) => word.startsWith(part)))
}

const fold = (text: string): string => text.toLowerCase().replaceAll('ё', 'е')
