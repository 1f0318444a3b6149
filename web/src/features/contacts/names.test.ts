import { expect, test } from 'vitest'
import { fakeDevice } from '../../testing/fake-device.ts'
import { anna, ilya, olga } from '../../testing/school.ts'
import { blockItem } from './block-item.ts'
import { callName, fullName, nameMatches, roleLine } from './names.ts'

test('[PEOPLE-1] people are called as in the journal, adults by patronymic', () => {
  expect([fullName(olga), callName(olga), callName(ilya)]).toEqual([
    'Иванова Ольга Сергеевна',
    'Ольга Сергеевна',
    'Илья',
  ])
  expect(roleLine(olga)).toBe('Учитель · математика')
})

test('[PEOPLE-2] names are found by the beginnings of their words, in any order, ё as е', () => {
  expect(nameMatches('Иванова Ольга Сергеевна', 'ольга ив')).toBe(true)
  expect(nameMatches('Артём Зайцев', 'артем')).toBe(true)
  expect(nameMatches('Иванова Ольга', 'ванова')).toBe(false)
})

test('[PEOPLE-3] blocking shows the opposite action when it is on', () => {
  const label = (blocked: string[]) => blockItem(fakeDevice({ me: { ...anna, blocked } }).device, ilya).label
  expect([label([]), label([ilya.id])]).toEqual(['Заблокировать', 'Разблокировать'])
})
