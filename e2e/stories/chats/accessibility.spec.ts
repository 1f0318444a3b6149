import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { ChatPage } from '../../pages/chat-page.ts'
import { test } from '../../school/test.ts'

/** Findings that keep people out, by rule and element. */
async function seriousFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
}

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    for (const address of ['/chats', '/contacts', '/account', '/journal'])
      test(`axe finds nothing serious on ${address}`, async ({ enter }) => {
        const page = await enter('orlova')
        await page.goto(address)
        await page.getByRole('heading').or(page.getByRole('list')).first().waitFor()
        expect(await seriousFindings(page)).toEqual([])
      })

    test('axe finds nothing serious in an open chat', async ({ enter }) => {
      const chat = new ChatPage(await enter('orlova'))
      await chat.open('7 Б класс')
      await chat.log.getByRole('article').first().waitFor()
      expect(await seriousFindings(chat.page)).toEqual([])
    })

    test('axe finds nothing serious before the journal login', async ({ page }) => {
      await page.goto('/journal')
      await page.getByRole('button', { name: 'Войти' }).waitFor()
      expect(await seriousFindings(page)).toEqual([])
    })
  })
