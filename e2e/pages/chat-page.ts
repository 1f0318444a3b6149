import type { Locator, Page } from '@playwright/test'

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
    await this.page.getByRole('heading', { name: title, exact: true }).waitFor()
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

  message(text: string): Locator {
    return this.log.getByRole('article').filter({ hasText: text })
  }

  /** Those of the texts that stand in the log, in its order, as often as they stand there. */
  async order(texts: readonly string[]): Promise<string[]> {
    const shown = await this.log.getByRole('article').allInnerTexts()
    return shown.flatMap((article) => texts.filter((text) => article.includes(text)))
  }

  /** The app has been put on the device: from now on it starts without a network. */
  async installed(): Promise<void> {
    await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  }

  get offlineNote(): Locator {
    return this.page.getByRole('status').filter({ hasText: 'Нет соединения' })
  }
}
