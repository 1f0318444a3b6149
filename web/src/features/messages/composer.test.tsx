import { expect, test } from 'vitest'
import { fakeDevice, message } from '../../testing/fake-device.ts'
import { mountInChat } from '../../testing/mount.tsx'
import { anna, classmates, ilya, olga } from '../../testing/school.ts'
import { Composer } from './Composer.tsx'
import { isTooLong } from './text-limit.ts'

function chat(kind: 'group' | 'announcements' = 'group') {
  const fake = fakeDevice({ me: anna, people: classmates })
  const rows = [
    message({ seq: 1, author: ilya.id }),
    message({ seq: 2, author: anna.id, atMs: fake.device.nowMs(), body: 'Моё' }),
  ]
  fake.addChat('chat', { title: 'Чат', kind, admins: [olga.id], rows })
  return fake
}
const draw = (fake: ReturnType<typeof chat>) => mountInChat(fake.device, 'chat', () => <Composer />)

test('[CHAT-9] Enter sends, Shift+Enter does not; with the setting it is Ctrl+Enter', () => {
  const fake = chat()
  const screen = draw(fake)
  const field = screen.get('textbox', 'Сообщение')
  screen.type('textbox', 'Сообщение', 'Привет')
  screen.key(field, 'Enter', { shiftKey: true })
  expect(fake.ran).toEqual([])
  screen.key(field, 'Enter')
  expect(fake.ran).toEqual([{ name: 'messages.send', args: { chatId: 'chat', text: 'Привет' } }])
  fake.own.settings.set('ctrlEnter', true)
  screen.type('textbox', 'Сообщение', 'Ещё')
  screen.key(field, 'Enter')
  expect(fake.ran).toHaveLength(1)
  screen.key(field, 'Enter', { ctrlKey: true })
  expect(fake.ran).toHaveLength(2)
})

test('[CHAT-9] sending is not locked without a connection, and the draft is kept key by key', () => {
  const fake = chat()
  fake.state.link = 'offline'
  const screen = draw(fake)
  screen.type('textbox', 'Сообщение', 'Без сети')
  expect(fake.device.draft('chat')).toBe('Без сети')
  screen.press('button', 'Отправить')
  expect(fake.ran).toHaveLength(1)
  expect(fake.device.draft('chat')).toBe('')
})

test('[CHAT-9] who may not write reads why instead of an input line', () => {
  const screen = draw(chat('announcements'))
  expect(screen.get('note').textContent).toContain('Писать могут только администраторы')
  expect(screen.has('textbox')).toBe(false)
})

test('[CHAT-10] a text over 16 kB cannot be sent and it is said what to do', () => {
  const screen = draw(chat())
  screen.type('textbox', 'Сообщение', 'ы'.repeat(8001))
  expect(screen.get('alert').textContent).toContain('Сократите')
  expect((screen.get('button', 'Отправить') as HTMLButtonElement).disabled).toBe(true)
  expect([isTooLong('ы'.repeat(8000)), isTooLong('x'.repeat(16_000)), isTooLong('😀'.repeat(4001))]).toEqual([
    false,
    false,
    true,
  ])
})

test('[CHAT-17] ↑ in an empty line edits the last own message, Esc gives the draft back', () => {
  const fake = chat()
  fake.device.setDraft('chat', '')
  const screen = draw(fake)
  const field = screen.get('textbox', 'Сообщение') as HTMLTextAreaElement
  screen.key(field, 'ArrowUp')
  expect(field.value).toBe('Моё')
  screen.type('textbox', 'Сообщение', 'Моё исправленное')
  expect(fake.device.draft('chat')).toBe('')
  screen.press('button', 'Сохранить изменения')
  expect(fake.ran[0]).toMatchObject({ name: 'messages.edit', args: { text: 'Моё исправленное' } })
  screen.key(field, 'ArrowUp')
  screen.key(field, 'Escape')
  expect(field.value).toBe('')
})
