import { expect, test } from 'vitest'
import { forgetPerson, lastPerson, rememberPerson } from './last-person.ts'

test('[PLATFORM-26] the last person is remembered for a start without a line, and forgotten at logout', () => {
  const texts = new Map<string, string>()
  const storage = {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => void texts.set(key, text),
    removeItem: (key: string) => void texts.delete(key),
  }
  expect(lastPerson(storage)).toBeUndefined()
  rememberPerson({ personId: 'petya00000000000', name: 'Смирнов Пётр' }, storage)
  expect(lastPerson(storage)).toEqual({ personId: 'petya00000000000', name: 'Смирнов Пётр' })
  forgetPerson(storage)
  expect(lastPerson(storage)).toBeUndefined()
})
