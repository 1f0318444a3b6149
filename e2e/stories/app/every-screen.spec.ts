import { expect, type Page } from '@playwright/test'
import { seriousFindings } from '../../pages/axe.ts'
import { ChatPage } from '../../pages/chat-page.ts'
import { test } from '../../school/test.ts'

/** What opens over the pages, and how to get there from an open chat. */
const overlays: readonly [name: string, open: (chat: ChatPage) => Promise<unknown>][] = [
  ['a chat', async () => undefined],
  ['the chat info', (chat) => chat.openInfo()],
  ['the search of a chat', (chat) => chat.page.getByRole('button', { name: 'Поиск по чату' }).click()],
  ['a chat menu', (chat) => chat.page.getByRole('button', { name: 'Действия с чатом' }).last().click()],
  ['important messages', (chat) => chat.actOnOpenChat('Важные сообщения')],
  ['a message menu', (chat) => chat.openMessageMenu('лабораторную оформить')],
  ['where to forward', (chat) => chat.actOnMessage('лабораторную оформить', 'Переслать')],
  ['a selection', (chat) => chat.actOnMessage('лабораторную оформить', chat.isPhone ? 'Ещё' : 'Выбрать')],
  ['the emoji', (chat) => chat.page.getByRole('button', { name: 'Смайлы' }).click()],
]

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('[FRAME-14] axe finds nothing serious on a chat and what opens over it', async ({ enter }) => {
      test.slow()
      const chat = new ChatPage(await enter('orlova'))
      await chat.open('7 Б класс')
      const address = chat.page.url()
      for (const [name, open] of overlays) {
        await chat.page.goto(address)
        await expect(chat.message('лабораторную оформить')).toBeInViewport()
        await open(chat)
        expect.soft(await seriousFindings(chat.page), name).toEqual([])
      }
      await chat.page.goto('/chats')
      await chat.page.getByRole('button', { name: 'Новый чат' }).click()
      if (chat.isPhone) await chat.page.getByRole('menuitem', { name: 'Создать чат' }).click()
      await chat.page.getByRole('dialog', { name: 'Создание чата' }).waitFor()
      expect.soft(await seriousFindings(chat.page), 'a new chat').toEqual([])
    })
  })

test('[FRAME-15] nothing is wider than a screen of 320 pixels', async ({ enter }) => {
  const chat = new ChatPage(await enter('orlova'))
  await chat.page.setViewportSize({ width: 320, height: 640 })
  await chat.open('7 Б класс')
  const address = chat.page.url()
  for (const [name, open] of overlays.filter(([name]) => !/message|forward|selection/.test(name))) {
    await chat.page.goto(address)
    await expect(chat.message('лабораторную оформить')).toBeInViewport()
    await open(chat)
    expect.soft(await wider(chat.page), name).toEqual([])
  }
  for (const path of ['/chats', '/contacts', '/calls', '/account']) {
    await chat.page.goto(path)
    await chat.page.getByRole('heading').first().waitFor()
    expect.soft(await wider(chat.page), path).toEqual([])
  }
})

/** Elements that reach over the right edge, or make the page scroll sideways. */
const wider = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    document.documentElement.scrollWidth > innerWidth
      ? [...document.querySelectorAll('*')]
          .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
          .map((each) => `${each.tagName} ${each.className}`)
          .slice(0, 5)
      : [...document.querySelectorAll('button, input, textarea, a')]
          .filter((each) => each.checkVisibility() && each.getBoundingClientRect().left >= innerWidth)
          .map((each) => `${each.tagName} ${each.ariaLabel ?? each.textContent} is out of sight`),
  )

test('[FRAME-16] Tab reaches every control of a chat, in the order in which they stand', async ({
  enter,
  isMobile,
}) => {
  test.skip(isMobile, 'a phone has no keyboard')
  const chat = new ChatPage(await enter('orlova'))
  const { page } = chat
  await chat.open('7 Б класс')
  await chat.input.fill('Черновик')
  await expect(chat.message('лабораторную оформить')).toBeInViewport()
  const reached: string[] = []
  while (reached.filter((name) => name === 'Контакты').length < 2 && reached.length < 100) {
    await page.keyboard.press('Tab')
    reached.push(
      await page.evaluate(() => {
        const { activeElement: on } = document
        return on?.matches('article') ? 'сообщение' : (on?.ariaLabel ?? on?.textContent ?? '').trim()
      }),
    )
  }
  const round = reached.slice(reached.indexOf('Контакты'))
  const order = [
    'Контакты',
    'Звонки',
    'Чаты',
    'Аккаунт',
    'Новый чат',
    'Поиск',
    '7 Б класс',
    'Поиск по чату',
    'сообщение',
    'Сообщение',
    'Смайлы',
    'Отправить',
  ]
  expect(round.filter((name) => order.includes(name)).filter((name, i, all) => all.indexOf(name) === i)).toEqual(order)
})
