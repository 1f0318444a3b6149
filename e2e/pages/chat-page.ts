import type { Locator, Page } from '@playwright/test'
import { Finger } from './finger.ts'

/** The messenger: the chat list and an open chat. */
export class ChatPage {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get list(): Locator {
    return this.page.getByRole('list', { name: 'Список чатов' })
  }

  /** The item of a chat in the list. */
  item(title: string): Locator {
    return this.list.getByRole('listitem').filter({ has: this.page.getByRole('link', { name: title, exact: true }) })
  }

  async open(title: string): Promise<void> {
    await this.list.getByRole('link', { name: title, exact: true }).click()
    await this.page.getByRole('heading', { name: title, exact: true, level: 2 }).waitFor()
  }

  get log(): Locator {
    return this.page.getByRole('log', { name: 'Сообщения' })
  }

  get input(): Locator {
    return this.page.getByRole('textbox', { name: 'Сообщение', exact: true })
  }

  async send(text: string): Promise<void> {
    await this.input.fill(text)
    await this.page.getByRole('button', { name: 'Отправить', exact: true }).click()
  }

  /** By its own words, not by those that it answers. */
  message(text: string | RegExp): Locator {
    return this.log.getByRole('article', { name: text })
  }

  /** Those of the texts that stand in the log, in its order, as often as they stand there. */
  async order(texts: readonly string[]): Promise<string[]> {
    const shown = await this.log.getByRole('article').allInnerTexts()
    return shown.flatMap((article) => texts.filter((text) => article.includes(text)))
  }

  get isPhone(): boolean {
    return (this.page.viewportSize()?.width ?? 0) < 1024
  }

  /** From the list; from an open chat on a phone by way of «Назад». */
  async toList(): Promise<void> {
    if (this.isPhone && !(await this.list.isVisible()))
      await this.page.getByRole('button', { name: 'Назад', exact: true }).click()
    await this.list.waitFor()
  }

  /** Three dots on hover; on a phone a long press. */
  async actOnChat(title: string, action: string): Promise<void> {
    const menu = this.page.getByRole('menu', { name: 'Действия с чатом' })
    const item = this.item(title)
    if (this.isPhone) await new Finger(this.page).hold(item.getByRole('link'), menu)
    else {
      await item.hover()
      await item.getByRole('button', { name: 'Действия с чатом' }).click()
    }
    await menu.getByRole('menuitem', { name: action, exact: true }).click()
  }

  /** The three dots above an open chat. */
  async actOnOpenChat(action: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Действия с чатом' }).last().click()
    await this.page.getByRole('menuitem', { name: action, exact: true }).click()
  }

  async openMessageMenu(text: string): Promise<Locator> {
    const menu = this.page.getByRole('menu', { name: 'Действия с сообщением' })
    const message = this.message(text)
    if (this.isPhone) await new Finger(this.page).hold(message.getByText(text).first(), menu)
    else {
      await message.hover()
      await message.getByRole('button', { name: 'Действия с сообщением' }).click()
    }
    return menu
  }

  /** Three dots on hover; on a phone a long press. */
  async actOnMessage(text: string, action: string): Promise<void> {
    const menu = await this.openMessageMenu(text)
    await menu.getByRole('menuitem', { name: action, exact: true }).click()
  }

  async openInfo(): Promise<Locator> {
    await this.page.getByRole('button', { name: /^\d+ участник/ }).click()
    const name = 'Информация о чате'
    const info = this.page.getByRole('dialog', { name }).or(this.page.getByRole('complementary', { name }))
    await info.waitFor()
    return info
  }

  /** How far the log stands from its end, CSS pixels. */
  fromEnd(): Promise<number> {
    return this.log.evaluate((log) => Math.round(log.scrollHeight - log.clientHeight - log.scrollTop))
  }

  /** The app has been put on the device: from now on it starts without a network. */
  async installed(): Promise<void> {
    await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  }

  get offlineNote(): Locator {
    return this.page.getByRole('status').filter({ hasText: 'Нет соединения' })
  }
}
