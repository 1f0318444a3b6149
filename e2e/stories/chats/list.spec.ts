import { expect } from '@playwright/test'
import { ChatPage } from '../../pages/chat-page.ts'
import { fill, makeGroup } from '../../school/make-chats.ts'
import { test } from '../../school/test.ts'

test('[CHATLIST-3, CHATLIST-4, CHATS-18] five chats are pinned, a sixth is refused, other devices follow', async ({
  enter,
  device,
}) => {
  const volkov = await device('volkov')
  const titles = ['Завучи', 'Олимпиада', 'Праздник', 'Ремонт', 'Столовая', 'Экскурсия']
  for (const title of titles) await makeGroup(volkov, title)
  const chat = new ChatPage(await enter('volkov'))
  const other = new ChatPage(await enter('volkov'))
  for (const title of titles) await expect(chat.item(title)).toHaveCount(1)
  for (const title of titles.slice(0, 5)) {
    await chat.actOnChat(title, 'Закрепить')
    await expect(chat.item(title)).toHaveAccessibleDescription(/^Закреплённый/)
  }
  await chat.actOnChat('Экскурсия', 'Закрепить')
  await expect(chat.page.getByRole('alert')).toHaveText('Можно закрепить не больше пяти чатов')
  await expect(chat.item('Экскурсия')).not.toHaveAccessibleDescription(/Закреплённый/)
  await chat.actOnChat('Завучи', 'Открепить')
  await chat.actOnChat('Экскурсия', 'Закрепить')
  const pinned = ['Экскурсия', 'Столовая', 'Ремонт', 'Праздник', 'Олимпиада']
  for (const page of [chat, other])
    await expect
      .poll(() => page.list.getByRole('link').evaluateAll((links) => links.map((link) => link.ariaLabel).slice(0, 5)))
      .toEqual(pinned)
  await expect(other.item('Экскурсия')).toHaveAccessibleDescription(/Закреплённый/)
})

test('[CHATLIST-4, CHATLIST-5, CHATLIST-6, CHATLIST-7, CHATS-19] mute, unread and archive work offline and reach other devices', async ({
  enter,
  device,
  network,
}) => {
  const [sokolov, anna] = [await device('sokolov'), await device('kuznetsova')]
  const chat = new ChatPage(await enter('kuznetsova'))
  const other = new ChatPage(await enter('kuznetsova'))
  await fill(sokolov, await makeGroup(sokolov, 'Поход', [anna]), 3)
  await expect(chat.item('Поход')).toHaveAccessibleDescription(/Непрочитанных: 3/)
  await chat.actOnChat('Поход', 'Отметить прочитанным')
  await expect(other.item('Поход')).not.toHaveAccessibleDescription(/Непрочитанных/)
  await network.cut(chat.page)
  await chat.actOnChat('Поход', 'Отключить уведомления')
  await chat.actOnChat('Поход', 'Отметить непрочитанным')
  await expect(chat.item('Поход')).toHaveAccessibleDescription(/Без звука. Отмечен непрочитанным/)
  await chat.actOnChat('Объявления школы', 'Архивировать')
  await expect(chat.item('Объявления школы')).toHaveCount(0)
  await chat.page.getByRole('button', { name: 'Архив', exact: true }).click()
  await chat.actOnChat('Объявления школы', 'Вернуть из архива')
  await expect(chat.item('Объявления школы')).toHaveCount(0)
  await chat.page.getByRole('button', { name: 'Назад', exact: true }).click()
  await expect(chat.item('Объявления школы')).toHaveCount(1)
  await chat.actOnChat('Объявления школы', 'Архивировать')
  await network.mend(chat.page)
  await expect(other.item('Поход')).toHaveAccessibleDescription(/Без звука. Отмечен непрочитанным/)
  await expect(other.item('Объявления школы')).toHaveCount(0)
  await other.actOnChat('Поход', 'Включить уведомления')
  await other.actOnChat('Поход', 'Отметить прочитанным')
  await expect(chat.item('Поход')).not.toHaveAccessibleDescription(/Без звука|непрочитанным/)
})

test('[CHATLIST-2, PLATFORM-15] a draft stands in the list and survives a start without a line', async ({
  enter,
  network,
}) => {
  const chat = new ChatPage(await enter('kuznetsova'))
  await chat.open('7 Б класс')
  await chat.input.fill('Допишу потом')
  await chat.installed()
  await network.cut(chat.page)
  await chat.page.goto('/chats')
  await expect(chat.item('7 Б класс')).toContainText('Черновик: Допишу потом')
  await chat.open('7 Б класс')
  await expect(chat.input).toHaveValue('Допишу потом')
})

test('[CHATLIST-8, CHATS-11] «Очистить историю» and «Выйти из чата» ask first; clearing is only for oneself', async ({
  enter,
  device,
}) => {
  const [volkov, orlova] = [await device('volkov'), await device('orlova')]
  const id = await makeGroup(volkov, 'Педсовет', [orlova])
  await volkov.send(id, 'Начинаем в три')
  const chat = new ChatPage(await enter('orlova'))
  const question = chat.page.getByRole('alertdialog')
  await chat.open('Педсовет')
  await expect(chat.message('Начинаем в три')).toHaveCount(1)
  await chat.toList()
  await chat.actOnChat('Педсовет', 'Очистить историю')
  await question.getByRole('button', { name: 'Отмена' }).click()
  await expect(chat.item('Педсовет')).toContainText('Начинаем в три')
  await chat.actOnChat('Педсовет', 'Очистить историю')
  await question.getByRole('button', { name: 'Очистить историю' }).click()
  await expect(chat.item('Педсовет')).not.toContainText('Начинаем в три')
  await chat.open('Педсовет')
  await expect(chat.page.getByText('Сообщений пока нет').last()).toBeVisible()
  await chat.toList()
  await chat.actOnChat('Педсовет', 'Выйти из чата')
  await question.getByRole('button', { name: 'Выйти из чата' }).click()
  await expect(chat.item('Педсовет')).toHaveCount(0)
  await volkov.open(id)
  expect(volkov.messages(id).map(({ text }) => text)).toContain('Начинаем в три')
})

test('[SEARCH-1, SEARCH-2, PLATFORM-28] search finds titles and messages without a line, over all and in one chat', async ({
  enter,
  network,
}) => {
  const chat = new ChatPage(await enter('kuznetsova'))
  await chat.open('7 Б класс')
  await expect(chat.message('Сбор в 9:30')).toHaveCount(1)
  await chat.installed()
  await chat.toList()
  await network.cut(chat.page)
  const field = chat.page.getByRole('searchbox', { name: 'Поиск', exact: true })
  const found = chat.page.getByRole('list', { name: 'Результаты поиска' })
  await field.fill('объявл')
  await expect(found.getByRole('link').filter({ hasText: 'Объявления школы' }).first()).toBeVisible()
  await field.fill('планетарии')
  await found.getByRole('link').filter({ hasText: 'едем в планетарий' }).click()
  await expect(chat.message('едем в планетарий')).toBeInViewport()
  await chat.page.getByRole('button', { name: 'Поиск по чату' }).click()
  await chat.page.getByRole('searchbox', { name: 'Поиск по чату' }).fill('сочинения')
  await expect(found.getByRole('link').filter({ hasText: 'сочинение по «Тарасу Бульбе»' })).toHaveCount(1)
  await chat.page.getByRole('searchbox', { name: 'Поиск по чату' }).fill('бегемот')
  await expect(chat.page.getByRole('status').filter({ hasText: 'Ничего не найдено' })).toBeVisible()
})

test('[CHATLIST-1] somebody without chats reads «Чатов пока нет» and the way to the contacts', async ({
  enter,
  device,
}) => {
  const zaitsev = await device('zaitsev')
  for (const { id } of await zaitsev.chats()) await zaitsev.run('chats.leave', { chatId: id })
  const chat = new ChatPage(await enter('zaitsev'))
  await expect(chat.page.getByText('Чатов пока нет')).toBeVisible()
  await chat.page.getByRole('button', { name: 'Открыть контакты' }).click()
  await expect(chat.page.getByRole('heading', { name: 'Контакты' })).toBeVisible()
})
