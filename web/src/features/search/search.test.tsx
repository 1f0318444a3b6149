import { expect, test } from 'vitest'
import { fakeDevice, message } from '../../testing/fake-device.ts'
import { mount, mountInChat } from '../../testing/mount.tsx'
import { anna, classmates, ilya } from '../../testing/school.ts'
import { ChatSearch } from './ChatSearch.tsx'
import { cutAround } from './cut-around.ts'
import { SearchResults } from './SearchResults.tsx'

function school() {
  const fake = fakeDevice({ me: anna, people: classmates })
  fake.addChat('class', { title: '7 Б класс', rows: [message({ seq: 1, author: ilya.id, body: 'Математика завтра' })] })
  fake.addChat('maths', { title: 'Математика', rows: [] })
  return fake
}
const answered = () => new Promise((resolve) => setTimeout(resolve))

test('[SEARCH-1] titles are found at once, then messages of all chats', async () => {
  const { device } = school()
  const screen = mount(device, () => <SearchResults query="матем" onChoose={() => undefined} />)
  expect(screen.all('link').map((link) => link.getAttribute('href'))).toEqual(['/chats/maths'])
  await answered()
  expect(screen.all('link').map((link) => link.getAttribute('href'))).toEqual([
    '/chats/maths',
    '/chats/class?message=message-1&seq=1',
  ])
  expect(screen.has('list', 'Результаты поиска')).toBe(true)
})

test('[SEARCH-1] nothing found is said', async () => {
  const screen = mount(school().device, () => <SearchResults query="физика" onChoose={() => undefined} />)
  expect(screen.has('status')).toBe(false)
  await answered()
  expect(screen.get('status').textContent).toBe('Ничего не найдено')
})

test('[SEARCH-2] in one chat only its messages are found', async () => {
  const screen = mountInChat(school().device, 'class', () => <ChatSearch onClose={() => undefined} />)
  screen.type('searchbox', 'Поиск по чату', 'матем')
  await answered()
  expect(screen.all('link').map((link) => link.textContent)).toHaveLength(1)
})

test('[SEARCH-1] a long text is cut around what was found', () => {
  expect(cutAround(`${'слово '.repeat(40)}контрольная`, 'контрольную')).toMatch(/^…слово .*контрольная$/)
  expect(cutAround('Контрольная завтра', 'контрольная')).toBe('Контрольная завтра')
})
