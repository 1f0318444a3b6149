import { expect, test, vi } from 'vitest'
import { fakeDevice } from '../../testing/fake-device.ts'
import { mountInChat } from '../../testing/mount.tsx'
import { anna, classmates, ilya, olga } from '../../testing/school.ts'
import { AddMembersDialog } from './AddMembersDialog.tsx'
import { ChatInfo } from './ChatInfo.tsx'
import { ExcludeDialog } from './ExcludeDialog.tsx'
import { MemberRow } from './MemberList.tsx'
import { RenameDialog } from './RenameDialog.tsx'

function chat(admins: string[]) {
  const fake = fakeDevice({ me: anna, people: classmates })
  fake.addChat('chat', { title: 'Чат', admins, members: [anna.id, ilya.id] })
  return fake
}
const draw = (fake: ReturnType<typeof chat>) =>
  mountInChat(fake.device, 'chat', () => <ChatInfo onClose={() => undefined} />)

test('[INFO-1] settings act at once, for members they are shown but closed', () => {
  const fake = chat([anna.id])
  const screen = draw(fake)
  screen.press('button', 'Настроить возможности участников в чате')
  const write = screen.get('combobox', 'Писать сообщения') as HTMLSelectElement
  write.value = 'admins'
  write.dispatchEvent(new Event('change', { bubbles: true }))
  expect(fake.ran).toEqual([
    { name: 'chats.setPermissions', args: { chatId: 'chat', permissions: { write: 'admins' } } },
  ])
})

test('[INFO-1] a member finds no button of admins', () => {
  const screen = draw(chat([ilya.id]))
  expect(screen.has('button', 'Исключить участников')).toBe(false)
  screen.press('button', 'Настроить возможности участников в чате')
  expect((screen.get('combobox', 'Писать сообщения') as HTMLSelectElement).disabled).toBe(true)
  expect(screen.has('button', 'Добавить участников')).toBe(true)
})

test('[INFO-6] notifications of one chat are set by a menu', () => {
  const fake = chat([])
  const screen = draw(fake)
  screen.press('button', 'Настроить уведомления')
  screen.press('menuitem', 'Отключить уведомления')
  expect(fake.own.muted.has('chat')).toBe(true)
})

test('[INFO-3] a new name is sent only when it is another', () => {
  const fake = chat([])
  const screen = mountInChat(fake.device, 'chat', () => <RenameDialog onClose={() => undefined} />)
  const submit = () =>
    document.querySelector('form')?.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }))
  submit()
  expect(fake.ran).toEqual([])
  screen.type('textbox', 'Название чата', 'Новое')
  submit()
  expect(fake.ran).toEqual([{ name: 'chats.rename', args: { chatId: 'chat', title: 'Новое' } }])
})

test('[INFO-4] only those who are not yet members can be added', () => {
  const fake = chat([])
  const screen = mountInChat(fake.device, 'chat', () => <AddMembersDialog onClose={() => undefined} />)
  expect(screen.all('checkbox').map((box) => box.getAttribute('aria-label'))).toEqual(['Иванова Ольга Сергеевна'])
  screen.press('checkbox')
  screen.press('button', 'Добавить')
  expect(fake.ran).toEqual([{ name: 'chats.addMembers', args: { chatId: 'chat', people: [olga.id] } }])
})

test('[INFO-5] several members are excluded at once, oneself is not listed', () => {
  const fake = chat([anna.id])
  const screen = mountInChat(fake.device, 'chat', () => <ExcludeDialog onClose={() => undefined} />)
  expect(screen.all('checkbox').map((box) => box.getAttribute('aria-label'))).toEqual(['Соколов Илья'])
  screen.press('checkbox')
  screen.press('button', 'Исключить')
  expect(fake.ran).toEqual([{ name: 'chats.exclude', args: { chatId: 'chat', personId: ilya.id } }])
})

test('[INFO-2] a member’s description says the role, the menu holds what the rules give', () => {
  const fake = chat([anna.id])
  const screen = mountInChat(fake.device, 'chat', () => (
    <MemberRow id={ilya.id} name="Соколов Илья" onExclude={() => undefined} />
  ))
  expect(document.getElementById(`member-${ilya.id}`)?.textContent).toBe('Ученик · 7 Б')
  screen.press('button', 'Действия с участником')
  expect(screen.all('menuitem').map((item) => item.textContent)).toEqual([
    ...['Написать', 'Назначить администратором', 'Запретить писать', 'Исключить из чата'],
  ])
  screen.press('menuitem', 'Назначить администратором')
  expect(fake.ran).toEqual([{ name: 'chats.setMember', args: { chatId: 'chat', personId: ilya.id, role: 'admin' } }])
})

test('[INFO-3] a chat based on this one begins with the same people', async () => {
  const screen = draw(chat([]))
  screen.press('button', 'Создать новый чат на основе этого')
  await vi.waitFor(() => expect(screen.has('dialog', 'Создание чата')).toBe(true))
  const chosen = screen.all('checkbox').filter((box) => (box as HTMLInputElement).checked)
  expect(chosen.map((box) => box.getAttribute('aria-label'))).toEqual(['Соколов Илья'])
})
