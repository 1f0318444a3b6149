import { expect } from '@playwright/test'
import { findingsInBothThemes } from '../../pages/axe.ts'
import { test } from '../../school/test.ts'

test('[LESSONS-17] the head calls the parents of a class to a meeting, and their chat says so', async ({ enter }) => {
  const [head, mother] = [await enter('volkov'), await enter('smirnova')]
  await mother.getByRole('link', { name: '7 Б родители' }).click()
  await head.goto('/calls')
  await head.getByRole('button', { name: 'Собрание' }).click()
  const dialog = head.getByRole('dialog', { name: 'Собрание' })
  await dialog.getByRole('combobox', { name: 'Кого пригласить' }).selectOption({ label: 'Вся школа' })
  await expect(dialog.getByRole('combobox', { name: 'Кого пригласить' })).toHaveAccessibleDescription(
    /слово даёт ведущий/,
  )
  await dialog.getByRole('combobox', { name: 'Кого пригласить' }).selectOption({ label: 'Класс' })
  await dialog.getByRole('combobox', { name: 'Класс' }).selectOption({ label: '7 Б' })
  await dialog.getByRole('textbox', { name: 'Тема' }).fill('Итоги четверти')
  expect(await findingsInBothThemes(head)).toEqual([])
  await dialog.getByRole('button', { name: 'Начать собрание' }).click()
  await head.waitForURL(/\/call\/[\w-]{16}$/)
  await expect(mother.getByRole('log', { name: 'Сообщения' })).toContainText(/Волков.* начинает звонок/)
  await expect(
    mother.getByRole('button', { name: 'Присоединиться' }).or(mother.getByRole('link', { name: 'Присоединиться' })),
  ).toBeVisible()
})
