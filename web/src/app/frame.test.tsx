import { expect, test, vi } from 'vitest'
import { AccountPage } from '../features/account/AccountPage.tsx'
import { SignOutDialog } from '../features/account/SignOutDialog.tsx'
import { UnsentList } from '../features/account/UnsentList.tsx'
import type { OutboxEntry } from '../platform/device.ts'
import { fakeDevice } from '../testing/fake-device.ts'
import { mount } from '../testing/mount.tsx'
import { anna, classmates } from '../testing/school.ts'
import { createRefusalNotes } from './create-refusal-notes.ts'
import { errorCode } from './error-code.ts'
import { Navigation } from './Navigation.tsx'
import { StateLines } from './StateLines.tsx'
import { createAppearance } from './theme.ts'

const entry = (fields: Partial<OutboxEntry> & { id: string }): OutboxEntry => ({
  ...{ name: 'messages.send', args: { chatId: 'chat', text: `Текст ${fields.id}` }, atMs: 1, state: 'waiting' },
  ...fields,
})
const school = () => fakeDevice({ me: anna, people: classmates })

test('[FRAME-3] settings act at once and are kept in the own document', () => {
  const fake = school()
  const screen = mount(fake.device, () => {
    createAppearance(fake.device)
    return <AccountPage />
  })
  const radio = screen.all('radio').find((one) => one.parentElement?.textContent === 'Тёмная')
  radio?.click()
  expect(fake.own.settings.get('theme')).toBe('dark')
  expect(document.documentElement.dataset.theme).toBe('dark')
  fake.own.settings.set('theme', 'system')
  expect(document.documentElement.dataset.theme).toBeUndefined()
})

test('[FRAME-6] notifications are switches of the own document', () => {
  const fake = school()
  const screen = mount(fake.device, () => <AccountPage />)
  screen.press('switch', 'Личные чаты')
  screen.press('switch', 'Не беспокоить')
  expect([fake.own.settings.get('notifyDirect'), fake.own.settings.get('quiet')]).toEqual([false, true])
})

test('[FRAME-4] what is unsent is listed with its reason, can be sent again, copied and dropped', () => {
  const fake = school()
  fake.state.outbox = [entry({ id: 'a' }), entry({ id: 'b', state: 'refused', refusal: 'chats.notMember' })]
  const screen = mount(fake.device, () => <UnsentList />)
  expect(screen.all('listitem').map((item) => item.textContent)).toEqual([
    'Текст aждёт соединения',
    'Текст bВы больше не участник этого чата',
  ])
  screen.press('button', 'Повторить')
  screen.press('button', 'Удалить')
  expect(fake.ran).toEqual([
    { name: 'retry', args: 'b' },
    { name: 'discard', args: 'a' },
  ])
})

test('[FRAME-5] leaving with unsent texts asks: wait, copy or drop', () => {
  const fake = school()
  fake.state.outbox = [entry({ id: 'a' }), entry({ id: 'b' })]
  const screen = mount(fake.device, () => <SignOutDialog onClose={() => undefined} />)
  expect(screen.has('alertdialog', 'Не отправлено 2 сообщения')).toBe(true)
  for (const name of ['Подождать', 'Скопировать тексты', 'Удалить и выйти'])
    expect(screen.has('button', name)).toBe(true)
})

test('[FRAME-7] a refused act is told once and let go; a refused message stays', async () => {
  const fake = school()
  const screen = mount(fake.device, () => {
    createRefusalNotes(fake.device)
    return null
  })
  fake.state.outbox = [
    entry({ id: 'rename', name: 'chats.rename', state: 'refused', refusal: 'chats.adminsOnly' }),
    entry({ id: 'text', state: 'refused', refusal: 'messages.muted' }),
  ]
  fake.tell('outbox')
  await vi.waitFor(() => expect(screen.has('alert')).toBe(true))
  expect(screen.all('alert').map((alert) => alert.textContent)).toEqual(['Это могут только администраторы чата'])
  expect(fake.ran).toEqual([{ name: 'discard', args: 'rename' }])
})

test('[FRAME-9] without a line it is one quiet sentence, without storage an alert', () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  const fake = school()
  fake.state.link = 'offline'
  const screen = mount(fake.device, () => <StateLines />)
  expect(screen.get('status').textContent).toBe('Нет соединения. Сообщения отправятся позже')
  fake.state.storage = 'full'
  fake.tell('storage')
  expect(screen.get('alert').textContent).toContain('не осталось места')
})

test('[FRAME-10] a bug has a code, always the same one, without its words', () => {
  const code = errorCode(new Error('Петя Смирнов'))
  expect(code).toMatch(/^[0-9A-Z]{7}$/)
  expect(errorCode(new Error('Петя Смирнов'))).toBe(code)
  expect(errorCode(new Error('другое'))).not.toBe(code)
})

test('[SHELL-1] the menu holds its four pages in order, the count describes «Чаты»', () => {
  const screen = mount(school().device, () => <Navigation unread={120} />)
  expect(screen.has('navigation', 'Основное меню')).toBe(true)
  expect(screen.all('link').map((link) => link.getAttribute('aria-label'))).toEqual([
    ...['Контакты', 'Звонки', 'Чаты', 'Аккаунт'],
  ])
  expect(screen.description(screen.get('link', 'Чаты'))).toBe('Непрочитанных: 120')
})
