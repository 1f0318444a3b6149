import { expect, type Page } from '@playwright/test'
import { findingsInBothThemes } from '../../pages/axe.ts'
import { IdPage } from '../../pages/id-page.ts'
import { JournalPage } from '../../pages/journal-page.ts'
import { signIn, test } from '../../school/test.ts'

/** Nothing keeps people out, and a screen reader's tree says what the page is for. */
async function look(page: Page, name: string, tree: string): Promise<void> {
  expect.soft(await findingsInBothThemes(page), name).toEqual([])
  expect.soft(await wider(page), `${name} is wider than the screen`).toBe(false)
  await expect.soft(page.locator('body'), name).toMatchAriaSnapshot(tree)
}

const wider = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth)

test('[ACCOUNT-3] a screen reader and axe at the doors of the ID: number, password, reset, code, «Продолжить как …», help', async ({
  page,
  school,
}) => {
  const id = new IdPage(page, school)
  await page.goto('/api/enter')
  await id.phone.waitFor()
  await page.getByText('Помощь').click()
  await look(
    page,
    'number and help',
    `
    - main:
      - heading /Вход в/ [level=1]
      - textbox "Номер мобильного телефона"
      - button "Продолжить"
      - button "Войти по электронной почте"
      - complementary:
        - note:
          - strong: Никому не передавайте свои регистрационные данные
        - group:
          - term: Что такое учебный профиль?
          - button "Код поддержки"
    `,
  )
  await id.givePhone('123')
  await id.alert.waitFor()
  await look(page, 'a wrong number', '- textbox "Номер мобильного телефона": "123"\n- alert: /одиннадцать цифр/')
  await id.givePhone('+79000000007')
  await id.password.waitFor()
  await look(
    page,
    'password and code',
    `
    - main:
      - heading "Пароль и код" [level=1]
      - textbox "Пароль"
      - paragraph: Если пароль уже есть. Впервые здесь? Оставьте пустым.
      - textbox "Код из СМС"
      - button "Продолжить"
      - button "Забыли или не установили пароль?"
      - button "Отправить код ещё раз"
      - status
    `,
  )
  await id.press('Забыли или не установили пароль?')
  await page.getByRole('dialog').waitFor()
  await look(
    page,
    'reset',
    `
    - dialog "Сброс пароля":
      - heading "Сброс пароля" [level=2]
      - button "Закрыть"
      - textbox "Код из СМС"
      - button "Отправить код ещё раз"
      - textbox "Новый пароль"
      - textbox "Повторите пароль"
      - button "Сменить пароль"
    `,
  )
  await page.getByRole('button', { name: 'Закрыть' }).click()
  await id.givePassword()
  await id.password.waitFor({ state: 'detached' })
  await look(
    page,
    'code',
    `
    - main:
      - heading "Введите код" [level=1]
      - status: Пароль верный. Теперь введите код из СМС.
      - textbox "Код из СМС"
      - button "Продолжить"
      - button "Отправить код ещё раз"
      - status
    `,
  )
  await id.giveCode('+79000000007')
  await page.waitForURL('/chats')
  await page.goto('/api/enter')
  const goOn = page.getByRole('button', { name: /^Продолжить как/ })
  await expect(goOn).toBeFocused()
  await look(page, 'go on as', '- button /Продолжить как .7 .*07/\n- textbox "Номер мобильного телефона"')
  await page.goto('/id/prove')
  await look(
    page,
    'prove the journal',
    `
    - main:
      - heading "Подтвердите, что это вы" [level=1]
      - textbox "Логин"
      - textbox "Пароль журнала"
      - button "Подтвердить"
      - link "Войти по карточке"
    `,
  )
  await page.goto('/id/phone')
  await page.getByRole('alert').waitFor()
  await look(page, 'the phone', '- heading "Вход с телефона" [level=1]\n- alert: /QR-код больше не действует/')
})

test('[DOOR-12, ADMIN-4] a screen reader and axe in the journal: QR, consent, class cards, office, the card', async ({
  page,
  context,
}) => {
  const journal = new JournalPage(page)
  await signIn(context, 'smirnova')
  await page.goto('/journal/chats')
  await journal.enter.waitFor()
  await page.getByText('История и согласие').click()
  await page.getByRole('button', { name: 'Отозвать согласие' }).first().waitFor()
  await look(
    page,
    'QR and history',
    `
    - main:
      - heading "Чаты и звонки школы" [level=1]
      - status: Профиль привязан
      - button /Перейти в/
      - region "На телефоне":
        - heading "На телефоне" [level=2]
        - img "QR-код для входа с телефона"
      - group:
        - paragraph:
          - text: /Смирнова Ирина. согласие на обработку данных от .*дано лично/
          - button "Отозвать согласие"
    `,
  )
  const child = page.getByText(/Смирнов Пётр: согласие на обработку данных/)
  await child.getByRole('button').click()
  await page.getByRole('alertdialog').waitFor()
  await look(
    page,
    'withdraw',
    '- alertdialog "Отозвать согласие?":\n  - button "Отмена"\n  - button "Отозвать согласие"',
  )
  await page.getByRole('alertdialog').getByRole('button', { name: 'Отозвать согласие' }).click()
  await page.getByText(/Смирнов Пётр: согласия на обработку данных ещё нет/).waitFor()
  await look(
    page,
    'a consent to give',
    '- paragraph:\n  - text: /согласия на обработку данных ещё нет/\n  - button "Дать согласие"',
  )

  await context.request.post('/api/journal/sign-in', { data: { login: 'ivanova', password: 'zvonok-demo' } })
  await page.goto('/journal/class')
  await page.getByRole('button', { name: 'Записать согласия' }).click()
  await page.getByRole('dialog').waitFor()
  await look(
    page,
    'consents on paper',
    `
    - dialog "Согласия на бумаге":
      - button "Закрыть"
      - checkbox "Выбрать всех"
      - checkbox "Смирнов Пётр"
      - 'button "Записать: 0" [disabled]'
    `,
  )
  await page.getByRole('checkbox', { name: 'Смирнов Пётр' }).check()
  await page.getByRole('button', { name: 'Записать: 1' }).click()
  await expect(page.getByRole('button', { name: 'Записать согласия' })).toHaveCount(0)
  const made = page.waitForResponse(
    (r) => r.url().endsWith('/api/journal/class-cards') && r.request().method() === 'POST',
  )
  await page.getByRole('button', { name: /^Карточки для/ }).click()
  const { cards } = (await (await made).json()) as { cards: { login: string; url: string }[] }
  await expect(page.getByRole('heading', { name: 'Карточки' })).toBeFocused()
  await look(
    page,
    'class and cards',
    `
    - main:
      - region "Подключить 7 Б":
        - heading "Подключить 7 Б" [level=1]
        - status:
          - strong: 2 из 25
        - progressbar "подключились"
        - heading "Ученики" [level=2]
        - list:
          - listitem: /Белова Мария карточка выдана/
          - listitem:
            - button /Потерял доступ. Кузнецова Анна/
      - region "Карточки":
        - heading "Карточки" [level=2]
        - button "Напечатать"
        - list:
          - listitem:
            - img "QR-код для входа с телефона"
            - term: Логин
            - term: Код
    `,
  )

  await context.request.post('/api/journal/sign-in', { data: { login: 'admin', password: 'zvonok-demo' } })
  await page.goto('/admin')
  await page.getByRole('combobox', { name: 'Кого' }).selectOption('Родители класса')
  await page.getByRole('combobox', { name: 'Класс' }).selectOption('7 Б')
  await page.getByRole('button', { name: /^Карточки для/ }).click()
  await expect(page.getByRole('heading', { name: 'Карточки' })).toBeFocused()
  await look(
    page,
    'office',
    `
    - main:
      - heading "Администрирование" [level=1]
      - region "Карточки":
        - button "Напечатать"
      - region "Подключились":
        - table "Школа № 1"
      - region "Подключить сразу многих":
        - combobox "Кого"
        - combobox "Класс"
        - status: /\\d+ из \\d+ подключились/
      - region "Люди":
        - searchbox "Фамилия, имя или логин"
      - region "Исправить в списках"
      - region "Код поддержки":
        - textbox "Код поддержки"
      - region "Журнал действий":
        - list
    `,
  )

  await page.goto('/journal/card')
  await page.getByRole('textbox', { name: 'Логин' }).waitFor()
  await look(
    page,
    'card',
    `
    - main:
      - heading "Вход по карточке" [level=1]
      - textbox "Логин"
      - textbox "Код с карточки"
      - button "Продолжить"
    `,
  )
  await page.goto('/journal')
  await page.goto(cards.find(({ login }) => login === 'smirnov')?.url ?? '')
  await page.getByRole('button', { name: 'Продолжить' }).click()
  await page.getByRole('textbox', { name: 'Придумайте пароль' }).waitFor()
  await look(
    page,
    'a password of one’s own',
    `
    - main:
      - heading "Вы — Смирнов Пётр?" [level=1]
      - textbox "Придумайте пароль"
      - textbox "Повторите пароль"
      - paragraph: /Согласие родителей .*Иванова Ольга/
      - button "Войти в мессенджер"
      - button "Это не я"
    `,
  )
})
