import { expect } from '@playwright/test'
import { CallPage } from '../../pages/call-page.ts'
import { cameras } from '../../school/cameras.ts'
import { readyForCalls } from '../../school/ready-for-calls.ts'
import { test } from '../../school/test.ts'

test.use(cameras)

test('[CALLS-1] [CALLS-10] [CALLS-12] [INCALL-8] [INCALL-15] two people call each other: ring, answer, see each other, hand, mute, minimise, end', async ({
  enter,
  school,
}) => {
  await readyForCalls(school)
  const anna = await enter('kuznetsova')
  const ilya = await enter('sokolov')
  await anna.getByRole('link', { name: 'Контакты' }).click()
  await anna.getByRole('searchbox').fill('Соколов Илья')
  await anna.getByRole('button', { name: 'Позвонить' }).click()
  await anna.getByRole('menuitem', { name: 'Видеозвонок' }).click()

  const incoming = ilya.getByRole('alertdialog', { name: 'Входящий звонок' })
  await expect(incoming).toContainText('Кузнецова Анна')
  await incoming.getByRole('button', { name: 'Ответить' }).click()
  await expect(incoming).toBeHidden()
  const [hers, his] = [new CallPage(anna), new CallPage(ilya)]
  await expect(his.button('Камера')).toHaveAttribute('aria-pressed', 'false')
  await his.button('Камера').click()
  await hers.receivesVideo()
  await his.receivesVideo()

  await his.button('Поднять руку').click()
  await expect(his.button('Опустить руку')).toHaveAttribute('aria-pressed', 'true')
  await expect(anna.getByRole('button', { name: 'Соколов Илья', exact: true })).toHaveAccessibleDescription(/рука 1-я/)

  await his.button('Микрофон').click()
  await expect(his.button('Микрофон')).toHaveAttribute('aria-pressed', 'false')
  await expect(anna.getByRole('button', { name: 'Соколов Илья', exact: true })).toHaveAccessibleDescription(
    /Микрофон выключен/,
  )

  await anna.keyboard.press('KeyM')
  await expect(hers.button('Микрофон')).toHaveAttribute('aria-pressed', 'false')
  if (await hers.button('Ещё').isVisible()) {
    await hers.button('Ещё').click()
    await anna.getByRole('menuitem', { name: 'Свернуть звонок' }).click()
  } else await hers.button('Свернуть звонок').click()
  await expect(anna.getByRole('heading', { name: 'Чаты' })).toBeVisible()
  await anna.getByRole('button', { name: 'Развернуть звонок' }).click()
  await hers.receivesVideo()

  await hers.button('Выйти из звонка').click()
  await anna.getByRole('menuitem', { name: 'Завершить для всех' }).click()
  await anna.getByRole('alertdialog').getByRole('button', { name: 'Завершить для всех' }).click()
  await expect(anna.getByText('Звонок завершён')).toBeVisible()
  await expect(ilya.getByText('Звонок завершён')).toBeVisible()
})
