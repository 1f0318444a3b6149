import { expect } from '@playwright/test'
import { ChatPage } from '../../pages/chat-page.ts'
import { chatId, fill, makeGroup } from '../../school/make-chats.ts'
import { test } from '../../school/test.ts'

test('[CHAT-1, CHAT-2, PLATFORM-8] a long chat is read back to its first message, and nothing moves when older rows come', async ({
  enter,
  device,
}) => {
  const volkov = await device('volkov')
  await fill(volkov, await makeGroup(volkov, 'Длинный'), 260)
  const chat = new ChatPage(await enter('volkov'))
  await chat.open('Длинный')
  await expect(chat.message('Сообщение 260')).toBeInViewport()
  expect(await chat.fromEnd()).toBeLessThan(10)
  const first = chat.message(/Сообщение 1 /)
  let moved = 0
  await expect(async () => {
    moved = Math.max(moved, await moveWhileLoading(chat))
    await expect(first).toBeInViewport({ timeout: 100 })
  }).toPass()
  expect(moved).toBeLessThan(3)
  await expect(chat.page.getByRole('separator', { name: 'Сегодня' })).toBeVisible()
  await chat.page.getByRole('button', { name: 'Вниз' }).click()
  await expect(chat.message('Сообщение 260')).toBeInViewport()
})

/** Looks 300 px further up, and says how far the row in the middle goes until the log is quiet, CSS pixels. */
function moveWhileLoading({ log }: ChatPage): Promise<number> {
  return log.evaluate(async (element) => {
    const frame = () => new Promise(requestAnimationFrame)
    element.scrollTop = Math.max(0, element.scrollTop - 900)
    await frame()
    await frame()
    const middle = element.getBoundingClientRect().top + element.clientHeight / 2
    const row = [...element.querySelectorAll('article')].find((each) => each.getBoundingClientRect().bottom > middle)
    const before = row?.getBoundingClientRect().top ?? 0
    for (let quiet = 0, height = 0; quiet < 5; quiet++) {
      await frame()
      if (element.scrollHeight !== height) quiet = 0
      height = element.scrollHeight
    }
    return row?.isConnected ? Math.abs(row.getBoundingClientRect().top - before) : 0
  })
}

test('[CHAT-1, CHAT-3, PLATFORM-11] «Новые сообщения» stands before the first unread, «Вниз» counts what comes below', async ({
  enter,
  device,
}) => {
  const sokolov = await device('sokolov')
  const id = await chatId(sokolov, '7 Б класс')
  await sokolov.open(id)
  const chat = new ChatPage(await enter('kuznetsova'))
  await chat.open('7 Б класс')
  await expect(chat.message('лабораторную оформить')).toBeInViewport()
  await chat.toList()
  if (!chat.isPhone) await chat.open('Объявления школы')
  await fill(sokolov, id, 40)
  await expect(chat.item('7 Б класс')).toHaveAccessibleDescription(/Непрочитанных: 40/)
  await chat.open('7 Б класс')
  const line = chat.page.getByRole('separator', { name: 'Новые сообщения' })
  await expect(line).toBeInViewport()
  const newest = chat.message('Сообщение 40')
  await expect(newest).not.toBeInViewport()
  const down = chat.page.getByRole('button', { name: 'Вниз' })
  await expect(down).toHaveAccessibleDescription(/^Непрочитанных: [1-9]/)
  await sokolov.send(id, 'И ещё одно')
  await expect(newest).not.toBeInViewport()
  await down.click()
  await expect(chat.message('И ещё одно')).toBeInViewport()
  await expect(down).toHaveCount(0)
})

test('[CHAT-1, INFO-1] opening the chat info leaves the log at its end', async ({ enter }) => {
  const chat = new ChatPage(await enter('kuznetsova'))
  await chat.open('7 Б класс')
  const last = chat.message('лабораторную оформить')
  await expect(last).toBeInViewport()
  const info = await chat.openInfo()
  await expect(info.getByRole('list', { name: 'Участники' })).toBeVisible()
  await expect.poll(() => chat.fromEnd()).toBeLessThan(10)
  await info.getByRole('button', { name: 'Закрыть' }).click()
  await expect(info).toHaveCount(0)
  await expect(last).toBeInViewport()
  expect(await chat.fromEnd()).toBeLessThan(10)
})

test('[CHAT-4, PLATFORM-6] a message waits, is refused with its reason, and goes with «Повторить»', async ({
  enter,
  device,
  network,
}) => {
  const [volkov, orlova] = [await device('volkov'), await device('orlova')]
  const id = await makeGroup(volkov, 'Педсовет', [orlova])
  const chat = new ChatPage(await enter('orlova'))
  await chat.open('Педсовет')
  await network.cut(chat.page)
  await chat.send('Когда начало?')
  const message = chat.message('Когда начало?')
  await expect(message).toHaveAccessibleDescription(/Отправляется/)
  const mute = (muted: boolean) => volkov.run('chats.setMember', { chatId: id, personId: orlova.userId, muted })
  await mute(true)
  await network.mend(chat.page)
  await expect(message).toHaveAccessibleDescription(/Не отправлено/)
  await expect(message).toContainText('Администратор ограничил вам отправку сообщений')
  await expect(chat.page.getByRole('note')).toContainText('Администратор ограничил вам отправку сообщений')
  await mute(false)
  await expect(chat.input).toBeVisible()
  await message.getByRole('button', { name: 'Повторить' }).click()
  await expect(message).toHaveAccessibleDescription(/Отправлено/)
  await volkov.open(id)
  expect(volkov.messages(id).filter(({ text }) => text === 'Когда начало?')).toHaveLength(1)
})

test('[PLATFORM-14] who writes and who is there is shown', async ({ enter }) => {
  const anna = new ChatPage(await enter('kuznetsova'))
  const ilya = new ChatPage(await enter('sokolov'))
  await anna.open('Соколов Илья')
  await expect(anna.page.getByText('в сети')).toBeVisible()
  await ilya.open('Кузнецова Анна')
  // Only who has the chat open at that moment hears of it: she goes on writing.
  await expect(async () => {
    await anna.input.pressSequentially('Приве')
    const typing = ilya.page.getByRole('status').filter({ hasText: 'Кузнецова печатает…' })
    await expect(typing).toBeVisible({ timeout: 2000 })
  }).toPass({ timeout: 30_000 })
  await ilya.page.context().close()
  await expect(anna.page.getByText('в сети')).toHaveCount(0)
})
