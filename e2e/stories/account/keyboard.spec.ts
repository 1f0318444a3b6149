import { expect, type Locator, type Page } from '@playwright/test'
import { IdPage } from '../../pages/id-page.ts'
import { JournalPage } from '../../pages/journal-page.ts'
import { test } from '../../school/test.ts'

test.skip(({ isMobile }) => isMobile, 'phones have no keys')

/** By Tab alone to the control, then Enter. */
async function reach(page: Page, control: Locator): Promise<void> {
  await control.waitFor()
  for (let n = 0; n < 40; n++) {
    if (await control.evaluate((each) => each === document.activeElement)) return page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${control}`)
}

/** Into the journal, without a pointer. */
async function toJournal(page: Page, login: string): Promise<void> {
  await page.context().clearCookies()
  await page.goto('/journal')
  await expect(page.getByRole('textbox', { name: 'Логин' })).toBeFocused()
  await page.keyboard.press('Control+A')
  await page.keyboard.type(login)
  await page.keyboard.press('Tab')
  await page.keyboard.type('zvonok-demo')
  await page.keyboard.press('Enter')
}

/** And on to the ID. */
async function toId(page: Page, login: string): Promise<void> {
  await toJournal(page, login)
  await reach(page, page.getByRole('link', { name: 'Чаты' }))
  await reach(page, new JournalPage(page).link)
}

async function type(page: Page, field: Locator, text: string): Promise<void> {
  await expect(field).toBeFocused()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

test('[ACCOUNT-3] variants 2 and 3, and a child by mail, by keyboard', async ({ page, school }) => {
  test.slow()
  const [journal, id] = [new JournalPage(page), new IdPage(page, school)]
  const button = (name: string) => page.getByRole('button', { name, exact: true })

  await toId(page, 'petrov')
  await type(page, id.phone, '+79000000002')
  await type(page, id.password, 'zvonok-demo')
  await expect(id.code).toBeFocused()
  await type(page, id.code, await school.code('+79000000002'))
  await expect(button('Создать учебный профиль')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Фамилия' })).toBeFocused()
  await reach(page, button('Продолжить'))
  await reach(page, journal.enter)
  await expect(page).toHaveURL('/chats')

  for (const [login, address] of [
    ['smirnov', '+79000000003'],
    ['belova', 'belova@school.example'],
  ] as const) {
    await toId(page, login)
    await expect(id.phone).toBeFocused()
    if (address.includes('@')) {
      await reach(page, button('Войти по электронной почте'))
      const mail = page.getByRole('textbox', { name: 'Адрес электронной почты' })
      await reach(page, mail)
      await expect(id.alert).toContainText('Проверьте адрес')
      await page.keyboard.type('belova@school-2.example')
      await page.keyboard.press('Enter')
      await expect(id.alert).toHaveText(/^Это почта другой школы/)
      await expect(mail).toHaveValue('belova@school-2.example')
      await page.keyboard.press('Control+A')
    }
    await page.keyboard.type(address)
    await page.keyboard.press('Enter')
    // The same question as to everybody: who is new leaves the password empty.
    await expect(id.password).toBeFocused()
    await page.keyboard.press('Tab')
    await type(page, id.code, await school.code(address))
    await expect(page.getByRole('textbox', { name: 'Фамилия' })).toBeFocused()
    await expect(page.getByText(/Согласие родителей .* хранит школа/)).toBeVisible()
    await reach(page, button('Продолжить'))
    await expect(button('Создать учебный профиль')).toBeFocused()
    await page.keyboard.press('Enter')
    await reach(page, button('Продолжить'))
    await reach(page, journal.enter)
    await expect(page).toHaveURL('/chats')
  }
})

test('[ACCOUNT-12, ACCOUNT-21] «Войти», a forgotten password and the proof by the journal, by keyboard', async ({
  page,
  school,
}) => {
  const id = new IdPage(page, school)
  const phone = '+79000000007'
  await page.goto('/chats')
  await reach(page, page.getByRole('button', { name: 'Войти', exact: true }))
  await type(page, id.phone, phone)
  await expect(id.password).toBeFocused()
  await reach(page, page.getByRole('button', { name: 'Забыли или не установили пароль?' }))
  const dialog = page.getByRole('dialog', { name: 'Сброс пароля' })
  await expect(dialog.getByRole('textbox', { name: 'Код из СМС' })).toBeFocused()
  await page.keyboard.type(await school.code(phone))
  for (const name of ['Новый пароль', 'Повторите пароль']) {
    const field = dialog.getByRole('textbox', { name })
    while (!(await field.evaluate((each) => each === document.activeElement))) await page.keyboard.press('Tab')
    await page.keyboard.type('совсем новый пароль')
  }
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'Пароль изменён' })).toBeVisible()
  await expect(id.password).toBeFocused()
  await type(page, id.password, 'совсем новый пароль')
  await expect(id.code).toBeFocused()
  await type(page, id.code, await school.code(phone))
  await expect(page.getByRole('heading', { name: 'Подтвердите, что это вы' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Логин' })).toBeFocused()
  await page.keyboard.type('smirnova')
  await page.keyboard.press('Tab')
  await page.keyboard.type('не тот')
  await page.keyboard.press('Enter')
  await expect(id.alert).toHaveText('Неверный логин или пароль')
  await expect(page.getByRole('textbox', { name: 'Логин' })).toHaveValue('smirnova')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('zvonok-demo')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/chats')
})

test('[ACCOUNT-17, DOOR-12] «Подключить класс», a card and the way in by it, by keyboard, as a screen reader hears it', async ({
  page,
  browser,
  contextOptions,
  school,
}) => {
  await toJournal(page, 'ivanova')
  await reach(page, page.getByRole('link', { name: 'Подключить класс' }))
  await reach(page, page.getByRole('button', { name: /^Карточки для/ }))
  await expect(page.getByRole('heading', { name: 'Карточки' })).toBeFocused()
  const card = page.getByRole('listitem').filter({ hasText: 'Белова Мария' }).filter({ hasText: 'Логин' })
  const [login = '', code = ''] = await card.getByRole('definition').allInnerTexts()

  const context = await browser.newContext({ ...contextOptions, baseURL: school.url })
  const pupil = await context.newPage()
  const { keyboard } = pupil
  await pupil.goto('/journal')
  await reach(pupil, pupil.getByRole('link', { name: 'Войти по карточке' }))
  await expect(pupil.getByRole('textbox', { name: 'Логин' })).toBeFocused()
  await keyboard.type(login)
  await keyboard.press('Tab')
  await type(pupil, pupil.getByRole('textbox', { name: 'Код с карточки' }), code.slice(0, 5))
  await expect(pupil.locator('form')).toMatchAriaSnapshot(`
    - textbox "Логин": ${login}
    - textbox "Код с карточки": "${code.slice(0, 5)}"
    - alert: Нужны десять цифр с карточки
    - button "Продолжить"
  `)
  await keyboard.press('End')
  await type(pupil, pupil.getByRole('textbox', { name: 'Код с карточки' }), code.slice(5))
  await expect(pupil.getByRole('textbox', { name: 'Придумайте пароль' })).toBeFocused()
  await expect(pupil.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading "Вы — Белова Мария?" [level=1]
      - textbox "Придумайте пароль"
      - textbox "Повторите пароль"
      - button "Войти в мессенджер"
      - button "Это не я"
  `)
  await keyboard.type('пароль Марии')
  await keyboard.press('Tab')
  await keyboard.type('пароль Марии')
  await keyboard.press('Enter')
  await expect(pupil).toHaveURL('/chats')
  await expect(page.getByText('3 из 25')).toBeVisible()
  await context.close()
})

test('[ACCOUNT-14] a phone that scanned the QR code is confirmed by keyboard, as a screen reader hears it', async ({
  page,
  browser,
  contextOptions,
  school,
}) => {
  await toJournal(page, 'orlova')
  const shown = page.waitForResponse((r) => r.url().endsWith('/api/journal/qr') && r.request().method() === 'POST')
  await reach(page, page.getByRole('link', { name: 'Чаты' }))
  const { url } = (await (await shown).json()) as { url: string }
  const context = await browser.newContext({ ...contextOptions, baseURL: school.url })
  const phone = await context.newPage()
  await phone.goto(url)
  await expect(phone.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading "Вход с телефона" [level=1]
      - paragraph: /Введите эти две цифры/
      - status: /^\\d\\d$/
      - status: Ждём подтверждения…
  `)
  const digits = page.getByRole('textbox', { name: 'Две цифры с телефона' })
  await expect(digits).toBeFocused()
  await expect(page.getByRole('region', { name: 'На телефоне' })).toMatchAriaSnapshot(`
    - region "На телефоне":
      - heading "На телефоне" [level=2]
      - status: /Код отсканирован. .*Chrome/
      - textbox "Две цифры с телефона"
      - button "Подтвердить вход"
      - button "Это не мой телефон"
  `)
  await type(page, digits, (await phone.getByText(/^\d\d$/).textContent()) ?? '')
  await expect(page.getByRole('status').filter({ hasText: 'Телефон вошёл в мессенджер' })).toBeVisible()
  await expect(phone).toHaveURL('/chats')
  await context.close()
})
