import type { Page } from '@playwright/test'
import type { School } from '../school/start.ts'
import { password } from '../school/test.ts'

/** `/id/…` and `/journal/link`: phone or mail, password, code, the learning profile and own data. */
export class IdPage {
  readonly page: Page
  readonly school: School
  constructor(page: Page, school: School) {
    this.page = page
    this.school = school
  }

  get phone() {
    return this.page.getByRole('textbox', { name: 'Номер мобильного телефона' })
  }

  get code() {
    return this.page.getByRole('textbox', { name: /^Код из (СМС|письма)$/ })
  }

  get password() {
    return this.page.getByRole('textbox', { name: 'Пароль', exact: true })
  }

  get alert() {
    return this.page.getByRole('alert')
  }

  async goOn(): Promise<void> {
    await this.page.getByRole('button', { name: 'Продолжить', exact: true }).click()
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole('button', { name }).click()
  }

  async givePhone(phone: string): Promise<void> {
    await this.phone.fill(phone)
    await this.goOn()
  }

  async givePassword(words = password): Promise<void> {
    await this.password.fill(words)
    await this.goOn()
  }

  /** Sent as soon as the number or address was given. */
  async giveCode(to: string): Promise<void> {
    await this.code.waitFor()
    await this.code.fill(await this.school.code(to))
    await this.goOn()
  }

  /** Phone, password and code of somebody who has an ID. */
  async prove(phone: string): Promise<void> {
    await this.givePhone(phone)
    await this.givePassword()
    await this.giveCode(phone)
  }
}
