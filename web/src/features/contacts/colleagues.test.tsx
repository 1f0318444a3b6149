import type { Me, PersonRow } from '@zvonok/schema/chats/head'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fakeDevice } from '../../testing/fake-device.ts'
import { mount } from '../../testing/mount.tsx'
import { anna, classmates } from '../../testing/school.ts'
import { ContactsPage } from './ContactsPage.tsx'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const lebedeva: PersonRow = {
  ...{ id: 'lebedeva', family: 'Лебедева', given: 'Алёна', roles: ['teacher'] },
  ...{ note: 'физика, Лицей № 2', contact: true },
}

function page(me: Me) {
  const asked: string[] = []
  const { device } = fakeDevice({ me, people: classmates })
  device.findColleagues = async (name) => {
    asked.push(name)
    return [lebedeva]
  }
  return { asked, screen: mount(device, () => <ContactsPage />) }
}

test('[PEOPLE-4] teachers of other schools stand below the own contacts, asked by whole names only', async () => {
  const { asked, screen } = page({ ...anna, roles: ['teacher'] })
  screen.type('searchbox', 'Поиск контактов', 'Лебедева')
  await vi.runAllTimersAsync()
  expect(asked).toEqual([])
  screen.type('searchbox', 'Поиск контактов', 'Лебедева Ал')
  screen.type('searchbox', 'Поиск контактов', 'Лебедева Алёна')
  await vi.runAllTimersAsync()
  expect(asked).toEqual(['Лебедева Алёна'])
  expect(screen.get('region', 'Учителя других школ').textContent).toContain('Учитель · физика, Лицей № 2')
  expect(screen.has('status')).toBe(false)
  screen.type('searchbox', 'Поиск контактов', '')
  expect(screen.has('region', 'Учителя других школ')).toBe(false)
})

test('[PEOPLE-4] nobody but a teacher asks', async () => {
  const { asked, screen } = page(anna)
  screen.type('searchbox', 'Поиск контактов', 'Лебедева Алёна')
  await vi.runAllTimersAsync()
  expect(asked).toEqual([])
  expect(screen.has('region', 'Учителя других школ')).toBe(false)
})
