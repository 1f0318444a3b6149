import type { Page } from '@playwright/test'
import { ChatPage } from '../pages/chat-page.ts'
import { dark, desktop, phone, type Studio } from './studio.ts'

/** The chat of a class and the chat list. */
export async function takeChats(studio: Studio): Promise<void> {
  for (const [name, login, screen] of [
    ['chat', 'orlova', desktop],
    ['chat-phone', 'kuznetsova', phone],
  ] as const) {
    const page = await studio.open(screen, login)
    const chat = new ChatPage(page)
    await page.goto('/chats')
    await chat.open('7 Б класс')
    await chat.log.getByRole('article').last().waitFor()
    await finish(studio, name, page)
  }

  const list = await studio.open({ ...phone, ...dark }, 'kuznetsova')
  await list.goto('/chats')
  await new ChatPage(list).item('7 Б класс').waitFor()
  await finish(studio, 'list-phone', list)
}

async function finish(studio: Studio, name: string, page: Page): Promise<void> {
  await studio.take(name, page)
  await page.context().close()
}
