import { expect, test, vi } from 'vitest'
import { fakeDevice } from '../../testing/fake-device.ts'
import { mount } from '../../testing/mount.tsx'
import { anna, classmates, ilya } from '../../testing/school.ts'
import { CreateChatDialog } from './CreateChatDialog.tsx'

function draw(width: 'desktop' | 'phone', me = anna) {
  vi.spyOn(window, 'matchMedia').mockImplementation(
    () => Object.assign(new EventTarget(), { matches: width === 'desktop' }) as MediaQueryList,
  )
  const fake = fakeDevice({ me, people: classmates })
  return { fake, screen: mount(fake.device, () => <CreateChatDialog onClose={() => undefined} />) }
}
const submit = () =>
  document.querySelector('form')?.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }))

test('[CREATE-1] on wide screens: name, people, settings, «Сохранить»', () => {
  const { fake, screen } = draw('desktop')
  screen.type('textbox', 'Название чата', '  Проект ')
  screen.press('checkbox', 'Соколов Илья')
  const write = screen.get('combobox', 'Писать сообщения') as HTMLSelectElement
  write.value = 'admins'
  write.dispatchEvent(new Event('change', { bubbles: true }))
  expect(screen.has('button', 'Сохранить')).toBe(true)
  submit()
  expect(fake.ran).toMatchObject([
    { name: 'chats.createGroup', args: { title: 'Проект', people: [ilya.id], permissions: { write: 'admins' } } },
  ])
})

test('[CREATE-1] on the phone: people, «Продолжить», the rest, «Создать чат»', () => {
  const { fake, screen } = draw('phone')
  expect(screen.has('textbox', 'Название чата')).toBe(false)
  screen.press('checkbox', 'Соколов Илья')
  screen.press('button', 'Продолжить')
  screen.type('textbox', 'Название чата', 'Проект')
  expect(screen.has('button', 'Создать чат')).toBe(true)
  submit()
  expect(fake.ran).toMatchObject([{ args: { title: 'Проект', people: [ilya.id] } }])
})

test('[CREATE-1] whose school does not let them reads so', () => {
  const { screen } = draw('desktop', { ...anna, mayCreateGroup: 'chats.groupsOff' })
  expect(screen.get('dialog', 'Создание чата').textContent).toContain('Школа не разрешает')
  expect(screen.has('textbox')).toBe(false)
})
