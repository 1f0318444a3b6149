import type { Page } from '@playwright/test'
import { password } from '../school/test.ts'

/** `/journal`: login, gradebook, the menu with «Чаты». */
export class JournalPage {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  async signIn(login: string, withPassword = password): Promise<void> {
    await this.page.goto('/journal')
    await this.page.getByRole('textbox', { name: 'Логин' }).fill(login)
    await this.page.getByRole('textbox', { name: 'Пароль' }).fill(withPassword)
    await this.page.getByRole('button', { name: 'Войти' }).click()
  }

  /** On a phone «Чаты» stands in the opened menu. */
  async openChats(): Promise<void> {
    const menu = this.page.getByRole('button', { name: 'Меню' })
    const link = this.page.getByRole('link', { name: 'Чаты' }).or(this.page.getByRole('menuitem', { name: 'Чаты' }))
    await menu.or(link).first().waitFor()
    if (await menu.isVisible()) await menu.click()
    await link.click()
  }

  get link() {
    return this.page.getByRole('button', { name: /^Привязать учебный профиль/ })
  }

  get enter() {
    const name = /^Перейти в .*[Мм]ессенджер/
    return this.page.getByRole('link', { name }).or(this.page.getByRole('button', { name }))
  }
}
