import '../../platform/i18n/add-door-words.ts'
import { createRoot } from 'solid-js'
import { beforeEach, expect, test } from 'vitest'
import { createOwnData } from './create-own-data.ts'
import { dropStored } from './create-stored.ts'

const known = { family: 'Смирнов', given: 'Пётр', middle: '', birthDate: '' }
const form = () => createRoot(() => createOwnData(known))

beforeEach(() => sessionStorage.clear())

test('[ACCOUNT-6] the form is filled from the roster; patronymic and date of birth are not required', () => {
  const own = form()
  expect(own.data()).toEqual(known)
  expect(own.check()).toBe(true)
})

test('[ACCOUNT-6] what is wrong is told at the field once the form was sent, and all that was typed is kept', () => {
  const own = form()
  own.set('family', ' ')
  own.set('given', 'Ы'.repeat(101))
  own.set('birthDate', '2999-01-01')
  expect(own.problem('family')).toBeUndefined()
  expect(own.check()).toBe(false)
  expect([own.problem('family'), own.problem('given'), own.problem('birthDate'), own.problem('middle')]).toEqual([
    'Заполните это поле',
    'Не длиннее ста знаков',
    'Дата рождения должна быть в прошлом',
    undefined,
  ])
})

test('[ACCOUNT-6] a year that nobody remembers is told as such', () => {
  const own = form()
  own.set('birthDate', '1890-01-01')
  own.check()
  expect(own.problem('birthDate')).toBe('Проверьте год рождения')
})

test('[ACCOUNT-3] a reload keeps the form until the profile is linked', () => {
  form().set('given', 'Петр')
  expect(form().data().given).toBe('Петр')
  dropStored('link.')
  expect(form().data().given).toBe('Пётр')
})
