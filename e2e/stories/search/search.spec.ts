import { expect } from '@playwright/test'
import { ChatPage } from '../../pages/chat-page.ts'
import { test } from '../../school/test.ts'

test('search finds a message by another form of the word, also offline', async ({ enter, network }) => {
  const anna = new ChatPage(await enter('kuznetsova'))
  await anna.open('7 Б класс')
  await anna.send('Завтра едем на верблюдах')
  await expect(anna.message('верблюдах')).toHaveAccessibleDescription(/Отправлено|Прочитано/)
  await anna.installed()
  await network.cut(anna.page)
  await anna.page.goto('/chats')
  await anna.page.getByRole('searchbox', { name: 'Поиск', exact: true }).fill('верблюд')
  const found = anna.page.getByRole('list', { name: 'Результаты поиска' })
  await expect(found.getByRole('link').filter({ hasText: 'верблюдах' })).toHaveCount(1)
})
