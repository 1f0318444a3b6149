import type { Locator, Page } from '@playwright/test'

interface NewLesson {
  readonly without?: readonly string[]
  readonly only?: readonly string[]
  readonly onTuesday?: boolean
}

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

  /**
   * «+Добавить» … «Создать онлайн-урок», for the whole class or for some of it: for today and outside the timetable, or for the lesson of the
   * Tuesday to come: a day with literature and without marks, whatever day the story runs on.
   */
  async make(title: string, { without = [], only, onTuesday = false }: NewLesson = {}): Promise<void> {
    await this.page.getByRole('button', { name: '+Добавить' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Новый онлайн-урок' })
    await dialog.getByRole('textbox', { name: 'Название' }).fill(title)
    const everybody = dialog.getByRole('checkbox', { name: 'Выбрать всех' })
    await everybody.waitFor()
    const planned = dialog.getByRole('combobox', { name: 'Урок по расписанию' })
    if (onTuesday) {
      const date = dialog.getByLabel('Дата урока')
      await date.fill(nextTuesday(await date.inputValue()))
      await planned.waitFor()
    } else if (await planned.isVisible()) await planned.selectOption({ label: 'Вне расписания' })
    if (only) await everybody.uncheck()
    for (const name of only ?? []) await dialog.getByRole('checkbox', { name }).check()
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

  /** «Завершить», and yes. */
  async finish(title: string): Promise<void> {
    await this.lesson(title).getByRole('button', { name: 'Завершить' }).click()
    await this.page
      .getByRole('alertdialog', { name: 'Завершить урок?' })
      .getByRole('button', { name: 'Завершить' })
      .click()
  }

  /** The dialog «Посещаемость: …». */
  async openAttendance(title: string): Promise<Locator> {
    await this.lesson(title).getByRole('button', { name: 'Посещаемость' }).click()
    const grid = this.page.getByRole('dialog', { name: `Посещаемость: ${title}` })
    await grid.getByRole('table').waitFor()
    return grid
  }

  async publish(title: string): Promise<void> {
    await this.lesson(title).getByRole('button', { name: 'Опубликовать' }).click()
    await this.page
      .getByRole('alertdialog', { name: 'Опубликовать урок?' })
      .getByRole('button', { name: 'Опубликовать' })
      .click()
  }
}

/** `YYYY-MM-DD`, as today is given. */
function nextTuesday(today: string): string {
  const day = new Date(today)
  day.setUTCDate(day.getUTCDate() + ((9 - day.getUTCDay()) % 7 || 7))
  return day.toISOString().slice(0, 10)
}
