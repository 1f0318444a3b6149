import { expect, test } from 'vitest'
import type { ShownMessage } from '../../platform/device.ts'
import { fakeDevice, message } from '../../testing/fake-device.ts'
import { mountInChat } from '../../testing/mount.tsx'
import { anna, classmates, ilya } from '../../testing/school.ts'
import { messageActions } from './actions.ts'
import { type ChatRoom, useChatRoom } from './chat-room.ts'
import { DeleteDialog } from './DeleteDialog.tsx'
import { ForwardDialog } from './ForwardDialog.tsx'
import { ImportantDialog } from './ImportantDialog.tsx'
import { MessageRow } from './MessageRow.tsx'
import { PinnedBar } from './PinnedBar.tsx'
import { ReadersDialog } from './ReadersDialog.tsx'

const place = { dayMs: undefined, isFirstNew: false, opens: true, closes: true }

function chat(rows: ShownMessage[]) {
  const fake = fakeDevice({ me: anna, people: classmates })
  fake.addChat('chat', { title: 'Чат', rows, admins: [] })
  return fake
}
function draw(fake: ReturnType<typeof chat>, ...rows: ShownMessage[]) {
  return mountInChat(fake.device, 'chat', () =>
    rows.map((row) => <MessageRow message={row} place={place} isCurrent isLit={false} onFocus={() => undefined} />),
  )
}
/** The labels of a message's menu. */
function labels(fake: ReturnType<typeof chat>, row: ShownMessage): string[] {
  let room: ChatRoom | undefined
  mountInChat(fake.device, 'chat', () => {
    room = useChatRoom()
    return null
  })
  return room ? messageActions(room, row).map(({ label }) => label) : []
}

test('[CHAT-4] a message is named by author, text and time, and described by its state', () => {
  const own = message({
    seq: 1,
    author: anna.id,
    body: 'Привет',
    atMs: new Date(2026, 8, 1, 9, 5).getTime(),
    state: 'read',
  })
  const screen = draw(chat([own]), own)
  expect(screen.has('article', 'Кузнецова Анна Привет 9:05')).toBe(true)
  expect(screen.description(screen.get('article'))).toContain('Прочитано')
})

test('[CHAT-4] a refused message says why and can be sent again', () => {
  const refused = message({ seq: 0, author: anna.id, state: 'refused', refusal: 'messages.muted' })
  const fake = chat([refused])
  const screen = draw(fake, refused)
  expect(screen.get('article').textContent).toContain('Администратор ограничил')
  screen.press('button', 'Повторить')
  expect(fake.ran).toEqual([{ name: 'retry', args: refused.id }])
})

test('[CHAT-5] a reply shows one line of its message, and nothing of an erased one', () => {
  const first = message({ seq: 1, author: ilya.id, body: 'Во сколько сбор?' })
  const erased = message({ seq: 2, id: '#2', author: '', kind: 'deleted', body: 'author' })
  const [one, two] = [3, 4].map((seq) =>
    message({ seq, author: anna.id, extra: { re: seq === 3 ? [first.id, 1] : ['gone', 2] } }),
  ) as [ShownMessage, ShownMessage]
  const screen = draw(chat([first, erased, one, two]), one, two)
  const [reply, orphan] = screen.all('article').map((article) => article.textContent ?? '')
  expect(reply).toContain('Соколов ИльяВо сколько сбор?')
  expect(orphan).toContain('Сообщение удалено')
})

test('[CHAT-7] the menu holds what the rules give', () => {
  const now = Date.now()
  const others = message({ seq: 1, author: ilya.id, atMs: now })
  const mine = message({ seq: 2, author: anna.id, atMs: now })
  const old = message({ seq: 3, author: anna.id, atMs: now - 25 * 3_600_000 })
  const waiting = message({ seq: 0, id: 'w', author: anna.id, state: 'waiting' })
  const fake = chat([others, mine, old, waiting])
  expect(labels(fake, others)).toEqual([
    ...['Ответить', 'Ответить лично', 'Скопировать', 'Переслать', 'Закрепить', 'Отметить как важное'],
    ...['Выбрать', 'Удалить'],
  ])
  expect(labels(fake, mine)).toContain('Редактировать')
  expect(labels(fake, mine)).toContain('Кто прочитал')
  expect(labels(fake, old)).not.toContain('Редактировать')
  expect(labels(fake, waiting)).toEqual(['Скопировать', 'Переслать', 'Удалить'])
  expect(labels(fake, message({ seq: 5, author: '', kind: 'deleted' }))).toEqual([])
})

test('[CHAT-8] reactions are pressed buttons with their count, and a press sets the state', () => {
  const row = message({ seq: 1, author: ilya.id, marks: { '❤️': 1, '👍': 3 }, myMarks: ['👍'] })
  const fake = chat([row])
  const screen = draw(fake, row)
  expect(screen.get('button', '👍, 3').getAttribute('aria-pressed')).toBe('true')
  screen.press('button', '👍, 3')
  screen.press('button', '❤️, 1')
  expect(fake.ran.map(({ args }) => args)).toMatchObject([
    { emoji: '👍', on: false },
    { emoji: '❤️', on: true },
  ])
})

test('[CHAT-12] deleting for oneself can be taken back, for all only where the rule gives it', () => {
  const others = message({ seq: 1, author: ilya.id })
  const fake = chat([others])
  const screen = mountInChat(fake.device, 'chat', () => <DeleteDialog messages={[others]} onClose={() => undefined} />)
  expect(screen.has('dialog', 'Удалить сообщение?')).toBe(true)
  expect(screen.has('checkbox', 'Удалить для всех')).toBe(false)
  screen.press('button', 'Удалить')
  expect(fake.own.hidden.get(others.id)).toBe('chat')
  screen.press('button', 'Вернуть')
  expect(fake.own.hidden.size).toBe(0)
})

test('[CHAT-12] for all', () => {
  const mine = message({ seq: 1, author: anna.id, atMs: Date.now() })
  const fake = chat([mine])
  const screen = mountInChat(fake.device, 'chat', () => <DeleteDialog messages={[mine]} onClose={() => undefined} />)
  screen.press('checkbox', 'Удалить для всех')
  screen.press('button', 'Удалить')
  expect(fake.ran).toEqual([{ name: 'messages.delete', args: { chatId: 'chat', messageId: mine.id } }])
})

test('[CHAT-13] forwarding sends the texts into each chosen chat', () => {
  const fake = chat([])
  fake.addChat('other', { title: 'Другой' })
  const screen = mountInChat(fake.device, 'chat', () => (
    <ForwardDialog title="Куда переслать" texts={['раз', 'два']} onClose={() => undefined} />
  ))
  screen.press('checkbox', 'Другой')
  screen.press('button', 'Переслать')
  expect(fake.ran.map(({ args }) => args)).toEqual([
    { chatId: 'other', text: 'раз' },
    { chatId: 'other', text: 'два' },
  ])
})

test('[CHAT-14] readers and those who have not read stand in two tabs', () => {
  const mine = message({ seq: 1, author: anna.id })
  const fake = chat([mine])
  fake.state.seen.set(ilya.id, 1)
  const screen = mountInChat(fake.device, 'chat', () => <ReadersDialog message={mine} onClose={() => undefined} />)
  expect(screen.all('listitem').map((item) => item.textContent)).toEqual(['СИСоколов Илья'])
  screen.press('tab', 'Не прочитали')
  expect(screen.all('listitem').map((item) => item.textContent)).toEqual(['ИОИванова Ольга Сергеевна'])
})

test('[CHAT-15] marked messages are listed newest first', () => {
  const rows = [1, 2, 3].map((seq) => message({ seq, author: ilya.id }))
  const fake = chat(rows)
  for (const seq of [1, 3]) fake.own.important.set(`message-${seq}`, 'chat')
  const screen = mountInChat(fake.device, 'chat', () => <ImportantDialog onClose={() => undefined} />)
  expect(screen.all('listitem').map((item) => item.textContent?.match(/Сообщение \d/)?.[0])).toEqual([
    'Сообщение 3',
    'Сообщение 1',
  ])
})

test('[CHAT-16] the newest pinned message stands above the log', () => {
  const rows = [1, 2].map((seq) => message({ seq, author: ilya.id }))
  const fake = chat(rows)
  fake.state.pinned = ['message-1', 'message-2']
  const screen = mountInChat(fake.device, 'chat', () => <PinnedBar />)
  const bar = () => document.querySelector('section[aria-label="Закреплённое сообщение"]')?.textContent
  expect(bar()).toContain('Сообщение 2')
  screen.press('button', 'Скрыть закреплённое сообщение')
  expect(bar()).toBeUndefined()
})
