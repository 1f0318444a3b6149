import { afterAll, describe, expect, test } from 'vitest'
import { shortDay, timeOfDay } from '../../platform/i18n/dates.ts'
import { setLanguage } from '../../platform/i18n/t.ts'

const hours = 3_600_000
const now = new Date(2026, 10, 24, 12).getTime()

describe.each(['ru', 'en'] as const)('[CHATLIST-2] short times by hand are those of Intl: %s', (language) => {
  const byIntl = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(language, options)
    return (atMs: number) => formatter.format(atMs)
  }
  afterAll(() => setLanguage('ru'))

  test('hours and minutes', async () => {
    await setLanguage(language)
    const expected = byIntl({ hour: 'numeric', minute: '2-digit' })
    for (let minute = 0; minute < 1440; minute += 7) {
      const atMs = new Date(2026, 0, 1, 0, minute).getTime()
      expect(timeOfDay(atMs)).toBe(expected(atMs))
    }
  })

  test('days of this week, of this year, of other years', async () => {
    await setLanguage(language)
    const [week, year, other] = [
      byIntl({ weekday: 'short' }),
      byIntl({ day: 'numeric', month: 'short' }),
      byIntl({ day: '2-digit', month: '2-digit', year: 'numeric' }),
    ]
    const daysAgo = (days: number) => now - days * 24 * hours
    for (let days = 0; days < 7; days++) expect(shortDay(daysAgo(days), now)).toBe(week(daysAgo(days)))
    for (let days = 7; days < 320; days++) expect(shortDay(daysAgo(days), now)).toBe(year(daysAgo(days)))
    for (let days = 360; days < 730; days++) expect(shortDay(daysAgo(days), now)).toBe(other(daysAgo(days)))
  })
})
