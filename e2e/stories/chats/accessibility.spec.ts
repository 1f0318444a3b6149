import { expect } from '@playwright/test'
import { seriousFindings } from '../../pages/axe.ts'
import { ChatPage } from '../../pages/chat-page.ts'
import { test } from '../../school/test.ts'

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('axe finds nothing serious on the pages of the messenger and the journal', async ({ enter }) => {
      const chat = new ChatPage(await enter('orlova'))
      await chat.item('7 Б класс').waitFor()
      expect.soft(await seriousFindings(chat.page), '/chats').toEqual([])
      await chat.open('7 Б класс')
      await chat.log.getByRole('article').first().waitFor()
      expect.soft(await seriousFindings(chat.page), 'an open chat').toEqual([])
      for (const address of ['/contacts', '/account', '/journal']) {
        await chat.page.goto(address)
        await chat.page.getByRole('heading').first().waitFor()
        expect.soft(await seriousFindings(chat.page), address).toEqual([])
      }
    })

    test('axe finds nothing serious before the journal login', async ({ page }) => {
      await page.goto('/journal')
      await page.getByRole('button', { name: 'Войти' }).waitFor()
      expect(await seriousFindings(page)).toEqual([])
    })
  })
