import type { Locator, Page } from '@playwright/test'

/** The plan of a lesson, as its teachers write it. */
export class PlanPage {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  async open(lessonId: string): Promise<void> {
    await this.page.goto(`/lessons/${lessonId}?part=plan`)
  }

  get text(): Locator {
    return this.page.getByRole('textbox', { name: 'Текст плана' })
  }

  tool(name: string): Locator {
    return this.page.getByRole('toolbar', { name: 'Оформление' }).getByRole('button', { name, exact: true })
  }

  /** The clipboard of a text program or a page, pasted where the caret is. */
  async paste(html: string): Promise<void> {
    await this.text.evaluate((field, markup) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/html', markup)
      clipboardData.setData('text/plain', 'without its look')
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, html)
  }
}
