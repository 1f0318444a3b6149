import { expect, test, vi } from 'vitest'
import { fakeDevice, message } from '../../testing/fake-device.ts'
import { mount } from '../../testing/mount.tsx'
import { anna, classmates, ilya, olga } from '../../testing/school.ts'
import { archiveChat, markChatUnread, pinChat } from './arrange.ts'
import { ChatListItem, itemDescription } from './ChatListItem.tsx'
import { ChatQuestions } from './ChatQuestions.tsx'
import { chatActions } from './chat-actions.ts'
import { chatOrder } from './chat-order.ts'
import { SyncState } from './SyncState.tsx'

const minuteMs = 60_000

function school() {
  const fake = fakeDevice({ me: anna, people: classmates, nowMs: new Date(2026, 8, 1, 12).getTime() })
  const at = (minutes: number) => fake.device.nowMs() - minutes * minuteMs
  fake.addChat('class', {
    title: '7 Б класс',
    kind: 'class',
    rows: [message({ seq: 1, author: ilya.id, atMs: at(5) })],
  })
  fake.addChat('maths', { title: 'Математика', rows: [message({ seq: 1, author: anna.id, atMs: at(1) })] })
  fake.addChat('olga', { title: '', kind: 'direct', peer: olga })
  return fake
}
const labels = (fake: ReturnType<typeof school>, id: string) =>
  chatActions(fake.device, fake.device.chat(id) ?? expect.fail('the chat is there')).map(({ label }) => label)

test('[CHATLIST-1] pinned chats stand on top, newest pin first, the others by their last message', () => {
  const { device, own } = school()
  expect(chatOrder(device, false)).toEqual(['maths', 'class', 'olga'])
  own.pins.set('olga', 1)
  own.pins.set('class', 2)
  expect(chatOrder(device, false)).toEqual(['class', 'olga', 'maths'])
})

test('[CHATLIST-2] an item shows who wrote last and what, or the draft', () => {
  const fake = school()
  const screen = mount(fake.device, () => (
    <>
      <ChatListItem id="class" />
      <ChatListItem id="maths" />
      <ChatListItem id="olga" />
    </>
  ))
  const links = screen.all('link').map((link) => [link.getAttribute('aria-label'), link.textContent])
  expect(links.map(([name]) => name)).toEqual(['7 Б класс', 'Математика', 'Иванова Ольга Сергеевна'])
  expect(links[0]?.[1]).toContain('Илья: Сообщение 1')
  expect(links[1]?.[1]).toContain('Вы: Сообщение 1')
  fake.device.setDraft('class', 'Начало мысли')
  expect(screen.get('link', '7 Б класс').textContent).toContain('Черновик: Начало мысли')
})

test('[CHATLIST-3] a sixth pin changes nothing and the reason is told', () => {
  const { device, own, addChat } = school()
  const screen = mount(device, () => null)
  for (const id of ['c1', 'c2', 'c3', 'c4', 'c5']) {
    addChat(id, { title: id })
    pinChat(device, id, true)
  }
  pinChat(device, 'class', true)
  expect(own.pins.has('class')).toBe(false)
  expect(screen.get('alert').textContent).toBe('Можно закрепить не больше пяти чатов')
})

test('[CHATLIST-4] signs describe the item', () => {
  const { device, own, addChat } = school()
  addChat('loud', { title: 'Громкий', rows: [1, 2, 3].map((seq) => message({ seq, author: ilya.id })), unread: 3 })
  own.muted.set('loud', true)
  own.pins.set('loud', 1)
  const screen = mount(device, () => (
    <ul>
      <li aria-describedby={itemDescription('loud')}>
        <ChatListItem id="loud" />
      </li>
    </ul>
  ))
  const description = screen.description(screen.get('listitem'))
  for (const sign of ['Закреплённый', 'Без звука', 'Непрочитанных: 3']) expect(description).toContain(sign)
})

test('[CHATLIST-5] actions are named by what they will do', () => {
  const fake = school()
  expect(labels(fake, 'class')).toEqual([
    ...['Отметить непрочитанным', 'Закрепить', 'Отключить уведомления', 'Архивировать'],
    ...['Очистить историю', 'Выйти из чата'],
  ])
  fake.own.pins.set('class', 1)
  fake.own.muted.set('class', true)
  fake.own.markedUnread.set('class', true)
  fake.own.archived.set('class', true)
  expect(labels(fake, 'class').slice(0, 4)).toEqual([
    ...['Отметить прочитанным', 'Открепить', 'Включить уведомления', 'Вернуть из архива'],
  ])
  expect(labels(fake, 'olga')).not.toContain('Выйти из чата')
})

test('[CHATLIST-6] marking read takes one’s own mark away and reads to the end', () => {
  const { device, own, addChat } = school()
  addChat('new', { title: 'Новое', rows: [message({ seq: 1, author: ilya.id })], unread: 1 })
  markChatUnread(device, 'new', true)
  expect(own.markedUnread.has('new')).toBe(true)
  markChatUnread(device, 'new', false)
  expect([own.markedUnread.has('new'), device.chat('new')?.unread]).toEqual([false, 0])
})

test('[CHATLIST-7] putting a chat away can be taken back', () => {
  const { device } = school()
  const screen = mount(device, () => null)
  archiveChat(device, 'class', true)
  expect(chatOrder(device, true)).toEqual(['class'])
  screen.press('button', 'Вернуть')
  expect(chatOrder(device, true)).toEqual([])
})

test('[CHATLIST-8] leaving and clearing are asked, and done by the button of the same verb', () => {
  const fake = school()
  const screen = mount(fake.device, () => <ChatQuestions />)
  const act = (label: string) =>
    chatActions(fake.device, fake.device.chat('maths') ?? expect.fail())
      .find((action) => action.label === label)
      ?.run()
  act('Выйти из чата')
  screen.press('button', 'Отмена')
  expect(fake.ran).toEqual([])
  act('Выйти из чата')
  expect(screen.has('alertdialog', 'Выйти из чата?')).toBe(true)
  screen.press('button', 'Выйти из чата')
  expect(fake.ran).toEqual([{ name: 'chats.leave', args: { chatId: 'maths' } }])
  act('Очистить историю')
  screen.press('button', 'Очистить историю')
  expect(fake.own.cleared.get('maths')).toBe(1)
})

test('[CHATLIST-9] a finger that draws a row to the left finds its actions as buttons', () => {
  const { device } = school()
  const screen = mount(device, () => <ChatListItem id="class" />)
  const link = screen.get('link', '7 Б класс')
  Element.prototype.setPointerCapture ??= vi.fn()
  const finger = (type: string, clientX: number) =>
    link.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerType: 'touch', clientX, clientY: 20 }))
  finger('pointerdown', 300)
  finger('pointermove', 100)
  finger('pointerup', 100)
  for (const name of ['Отключить уведомления', 'Выйти из чата', 'Архивировать'])
    expect(screen.has('button', name)).toBe(true)
})

test('[CHATLIST-11] the list says how fresh it is while it is not live', () => {
  const fake = school()
  const screen = mount(fake.device, () => <SyncState />)
  const said = () => screen.get('status').textContent
  expect(said()).toBe('')
  fake.state.link = 'syncing'
  fake.tell('link')
  expect(said()).toBe('Синхронизация…')
  fake.state.link = 'offline'
  fake.tell('link')
  expect(said()).toBe('Обновлено в 12:00')
})
