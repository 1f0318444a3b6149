import { expect } from '@playwright/test'
import { ChatPage } from '../../pages/chat-page.ts'
import { chatId, makeGroup } from '../../school/make-chats.ts'
import { test } from '../../school/test.ts'

test('[CREATE-1, CHATS-3, CHATS-4, CHATS-8] a chat is made in the order of each layout, with its permissions', async ({
  enter,
  device,
}) => {
  const chat = new ChatPage(await enter('orlova'))
  const { page } = chat
  const dialog = page.getByRole('dialog', { name: 'Создание чата' })
  const choose = async () => {
    await dialog.getByRole('searchbox', { name: 'Поиск людей' }).fill('кузн')
    await dialog.getByRole('checkbox', { name: 'Кузнецова Анна' }).check()
  }
  const name = () => dialog.getByRole('textbox', { name: 'Название чата' }).fill('Алгебра')
  const settings = async () => {
    for (const each of [
      'Редактировать информацию',
      'Приглашать участников',
      'Закреплять сообщения',
      'Писать сообщения',
    ])
      await expect(dialog.getByRole('combobox', { name: each })).toBeVisible()
    await dialog.getByRole('combobox', { name: 'Писать сообщения' }).selectOption('Только администраторы')
  }
  await page.getByRole('button', { name: 'Новый чат' }).click()
  if (chat.isPhone) {
    await page.getByRole('menuitem', { name: 'Создать чат' }).click()
    await choose()
    await dialog.getByRole('button', { name: 'Продолжить' }).click()
    await name()
    await settings()
    await dialog.getByRole('button', { name: 'Создать чат' }).click()
  } else {
    await name()
    await choose()
    await settings()
    await dialog.getByRole('button', { name: 'Сохранить' }).click()
  }
  await expect(page.getByRole('heading', { name: 'Алгебра', exact: true })).toBeVisible()
  await chat.send('Все здесь?')
  await expect(chat.message('Все здесь?')).toHaveAccessibleDescription(/Отправлено/)

  const kuznetsova = await device('kuznetsova')
  const id = await chatId(kuznetsova, 'Алгебра')
  await expect(kuznetsova.send(id, 'Да')).rejects.toMatchObject({ code: 'messages.adminsOnly' })
})

test('[INFO-1, INFO-2, INFO-3, INFO-4, INFO-5, CHATS-9, CHATS-10, CHATS-12] members, appointing, muting, excluding, adding, renaming, a new chat of the same people', async ({
  enter,
  device,
}) => {
  const [volkov, orlova, anna] = [await device('volkov'), await device('orlova'), await device('kuznetsova')]
  const id = await makeGroup(volkov, 'Кружок', [orlova, anna])
  const chat = new ChatPage(await enter('volkov'))
  const { page } = chat
  await chat.open('Кружок')
  const info = await chat.openInfo()
  const member = (name: RegExp) => info.getByRole('list', { name: 'Участники' }).getByRole('listitem', { name })
  const act = async (name: RegExp, action: string) => {
    await member(name).getByRole('button', { name: 'Действия с участником' }).click()
    await page.getByRole('menuitem', { name: action, exact: true }).click()
  }
  await expect(member(/^Волков/)).toHaveAccessibleDescription(/Администратор/)
  await expect(member(/^Кузнецова/)).toHaveAccessibleDescription(/Ученик/)
  await act(/^Орлова/, 'Назначить администратором')
  await expect(member(/^Орлова/)).toHaveAccessibleDescription(/Администратор · Учитель/)
  await act(/^Орлова/, 'Разжаловать администратора')
  await expect(member(/^Орлова/)).not.toHaveAccessibleDescription(/Администратор/)
  await act(/^Кузнецова/, 'Запретить писать')
  await expect(member(/^Кузнецова/)).toHaveAccessibleDescription(/Не может писать/)
  await act(/^Кузнецова/, 'Исключить из чата')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Исключить', exact: true }).click()
  await expect(member(/^Кузнецова/)).toHaveCount(0)

  await info.getByRole('button', { name: 'Добавить участников' }).click()
  const adding = page.getByRole('dialog', { name: 'Добавить участников' })
  await adding.getByRole('searchbox', { name: 'Поиск людей' }).fill('соколов')
  await adding.getByRole('checkbox', { name: 'Соколов Илья' }).check()
  await adding.getByRole('button', { name: 'Добавить', exact: true }).click()
  await expect(member(/^Соколов Илья/)).toHaveCount(1)

  await info.getByRole('button', { name: 'Исключить участников' }).click()
  const excluding = page.getByRole('dialog', { name: 'Исключить участников' })
  await excluding.getByRole('checkbox', { name: 'Соколов Илья' }).check()
  await excluding.getByRole('button', { name: 'Исключить', exact: true }).click()
  await expect(member(/^Соколов Илья/)).toHaveCount(0)

  await info.getByRole('button', { name: 'Настройки чата' }).click()
  await page.getByRole('menuitem', { name: 'Изменить название' }).click()
  const renaming = page.getByRole('dialog', { name: 'Изменить название' })
  await renaming.getByRole('textbox', { name: 'Название чата' }).fill('Кружок физики')
  await renaming.getByRole('button', { name: 'Сохранить' }).click()
  await expect(page.getByRole('heading', { name: 'Кружок физики', exact: true })).toBeVisible()
  await expect.poll(async () => (await orlova.chats()).map(({ title }) => title)).toContain('Кружок физики')

  await info.getByRole('button', { name: 'Настроить возможности участников в чате' }).click()
  await info.getByRole('combobox', { name: 'Писать сообщения' }).selectOption('Только администраторы')
  await expect.poll(() => orlova.send(id, 'Нельзя').catch(({ code }) => code)).toBe('messages.adminsOnly')

  await info.getByRole('button', { name: 'Создать новый чат на основе этого' }).click()
  const copy = page.getByRole('dialog', { name: 'Создание чата' })
  await expect(copy.getByRole('checkbox', { name: 'Орлова Елена Викторовна' })).toBeChecked()
  await copy.getByRole('button', { name: 'Закрыть' }).click()

  await info.getByRole('button', { name: 'Настроить уведомления' }).click()
  await page.getByRole('menuitem', { name: 'Отключить уведомления' }).click()
  await info.getByRole('button', { name: 'Отметить чат непрочитанным' }).click()
  await expect(info).toHaveCount(0)
  await chat.toList()
  await expect(chat.item('Кружок физики')).toHaveAccessibleDescription(/Без звука/)
})
