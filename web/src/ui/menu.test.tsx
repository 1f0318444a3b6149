import { expect, test } from 'vitest'
import { fakeDevice } from '../testing/fake-device.ts'
import { mount } from '../testing/mount.tsx'
import { anna } from '../testing/school.ts'
import { more } from './icons.ts'
import { MenuButton } from './MenuButton.tsx'

function draw() {
  const ran: string[] = []
  const items = ['Ответить', 'Переслать', 'Удалить'].map((label) => ({ label, run: () => ran.push(label) }))
  const screen = mount(fakeDevice({ me: anna }).device, () => (
    <MenuButton label="Действия" icon={more} items={() => items} />
  ))
  screen.press('button', 'Действия')
  const key = (name: string) => screen.key(document.activeElement as HTMLElement, name)
  return { screen, ran, key }
}
const focused = () => document.activeElement?.textContent

test('[FRAME-8] a menu is walked by arrow keys and first letters, and goes round', () => {
  const { key } = draw()
  expect(focused()).toBe('Ответить')
  key('ArrowDown')
  expect(focused()).toBe('Переслать')
  key('ArrowUp')
  key('ArrowUp')
  expect(focused()).toBe('Удалить')
  key('п')
  expect(focused()).toBe('Переслать')
  key('End')
  expect(focused()).toBe('Удалить')
})

test('[FRAME-8] Esc closes it and gives the focus back; an item closes it and runs', () => {
  const { screen, ran, key } = draw()
  key('Escape')
  expect(screen.has('menu')).toBe(false)
  screen.press('button', 'Действия')
  screen.press('menuitem', 'Удалить')
  expect([ran, screen.has('menu')]).toEqual([['Удалить'], false])
})
