import type { Page } from '@playwright/test'

/** The journal's tab «Онлайн-уроки». */
export class LessonsPage {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  /** As the manual goes: «Журнал», class, subject, «Онлайн-уроки». */
  async open(schoolClass: string, subject: string): Promise<void> {
    await this.page.goto('/journal')
    await this.page.getByRole('tab', { name: 'Журнал' }).click()
    await this.page.getByRole('combobox', { name: 'Класс' }).selectOption({ label: schoolClass })
    await this.page.getByRole('combobox', { name: 'Предмет' }).selectOption({ label: subject })
    await this.page.getByRole('tab', { name: 'Онлайн-уроки' }).click()
  }

  /** «+Добавить» … «Создать онлайн-урок» for today, outside the timetable, for the whole class or without these pupils. */
  async make(title: string, without: readonly string[] = []): Promise<void> {
    await this.page.getByRole('button', { name: '+Добавить' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Новый онлайн-урок' })
    await dialog.getByRole('textbox', { name: 'Название' }).fill(title)
    await dialog.getByRole('checkbox', { name: 'Выбрать всех' }).waitFor()
    const planned = dialog.getByRole('combobox', { name: 'Урок по расписанию' })
    if (await planned.isVisible()) await planned.selectOption({ label: 'Вне расписания' })
    for (const name of without) await dialog.getByRole('checkbox', { name }).uncheck()
    await dialog.getByRole('combobox', { name: 'Платформа' }).selectOption({ label: 'Сферум' })
    await dialog.getByRole('button', { name: 'Создать онлайн-урок' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  lesson(title: string) {
    return this.page
      .getByRole('list', { name: 'Список онлайн-уроков' })
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('heading', { name: title }) })
  }

  async publish(title: string): Promise<void> {
    await this.lesson(title).getByRole('button', { name: 'Опубликовать' }).click()
    await this.page
      .getByRole('alertdialog', { name: 'Опубликовать урок?' })
      .getByRole('button', { name: 'Опубликовать' })
      .click()
  }
}
