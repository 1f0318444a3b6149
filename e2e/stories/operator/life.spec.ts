import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type APIRequestContext, expect } from '@playwright/test'
import { ChatPage } from '../../pages/chat-page.ts'
import type { School } from '../../school/start.ts'
import { password, test } from '../../school/test.ts'

const rosters = fileURLToPath(new URL('../../../api/demo-school', import.meta.url))

/** What the journal of the demo school says from now on: its files with some lines changed, imported into the running school. */
async function importChanged(school: School, which: 'school-1' | 'school-2', change: (files: Files) => void) {
  const folder = join(school.folder, `${which}-${Date.now()}`)
  cpSync(join(rosters, which), folder, { recursive: true })
  change(new Files(folder))
  const { code, output } = await school.operator('import-roster', folder)
  expect(code, output).toBe(0)
}

class Files {
  readonly #folder: string
  constructor(folder: string) {
    this.#folder = folder
  }
  lines(file: string, edit: (lines: string[]) => string[]): void {
    const path = join(this.#folder, file)
    writeFileSync(path, edit(readFileSync(path, 'utf8').split('\n')).join('\n'))
  }
  /** The line that has `mark`, with `from` made `to`. */
  replace(file: string, mark: string, from: string, to: string): void {
    this.lines(file, (lines) => lines.map((line) => (line.includes(mark) ? line.replace(from, to) : line)))
  }
}

/** Signed in to the journal and, where the profile is linked, to the messenger. */
async function by(request: { newContext(options: object): Promise<APIRequestContext> }, school: School, login: string) {
  const context = await request.newContext({ baseURL: school.url, extraHTTPHeaders: { origin: school.url } })
  await context.post('/api/journal/sign-in', { data: { login, password } })
  await context.post('/api/journal/enter')
  return context
}

const json = async (context: APIRequestContext, path: string) => (await context.get(path)).json()
const ownersOf = async (context: APIRequestContext): Promise<string[]> =>
  (await json(context, '/api/diary?days=1')).owners.map(({ name }: { name: string }) => name)

test('[ACCOUNT-2, ACCOUNT-24] one import: a leaver is out at once, a mover changes chats, a new surname is everywhere', async ({
  school,
  enter,
  device,
  playwright,
}) => {
  const [leaver, mover, anna] = [await device('sokolov'), await device('zaitsev'), await device('kuznetsova')]
  const teacher = await enter('orlova')
  const chats = new ChatPage(teacher)
  const classChat = (await anna.chats()).find(({ title }) => title === '7 Б класс')?.id ?? ''
  await anna.send(classChat, 'До смены фамилии')
  await chats.open('7 Б класс')
  await expect(chats.message('До смены фамилии')).toContainText('Кузнецова')
  const locked = new Promise<void>((resolve) => leaver.on('state', ({ state }) => state === 'locked' && resolve()))
  const titles = async () => (await mover.chats()).map(({ title }) => title)
  expect(await titles()).toContain('7 А класс')

  await importChanged(school, 'school-1', (files) => {
    const isOf = (id: string) => (line: string) => line.includes(`,${id},`) || line.startsWith(`${id},`)
    for (const file of ['users.csv', 'enrollments.csv', 'demographics.csv'])
      files.lines(file, (lines) => lines.filter((line) => !isOf('s1-u106')(line)))
    files.replace('users.csv', ',sokolova.l,', 's1-u106', '')
    files.lines('enrollments.csv', (lines) => [
      ...lines.filter((line) => !isOf('s1-u042')(line) && line),
      's1-e9001,,,s1-c02,s1-school,s1-u042,student,false,2026-09-01,',
      '',
    ])
    files.replace('users.csv', ',kuznetsova,', 'Кузнецова', 'Абрамова')
  })

  await locked
  const refused = await teacher.request.post('/api/journal/sign-in', { data: { login: 'sokolov', password } })
  expect([refused.status(), (await refused.json()).code]).toEqual([403, 'account.disabled'])
  await expect.poll(titles).not.toContain('7 А класс')
  await expect.poll(titles).toContain('7 Б класс')

  await expect(chats.message('До смены фамилии')).toContainText('Абрамова')
  await expect(teacher.getByText('Кузнецова Анна')).toHaveCount(0)
  const info = await chats.openInfo()
  await expect(info.getByText('Абрамова Анна')).toBeVisible()
  const annas = await by(playwright.request, school, 'kuznetsova')
  expect((await json(annas, '/api/me')).name).toContain('Абрамова')
  await teacher.goto('/journal')
  await teacher.getByRole('combobox', { name: 'Класс' }).selectOption('7 Б')
  await expect(teacher.getByRole('rowheader', { name: /^Абрамова / })).toBeVisible()
})

test('[ACCOUNT-24, ADMIN-6, ROSTER-12] two children of one parent are one person; `none` of the office holds at once and over imports; a teacher is a parent too', async ({
  school,
  enter,
  playwright,
}) => {
  const mother = await enter('smirnova')
  const parents = mother.getByRole('link', { name: '7 Б родители', exact: true })
  await parents.waitFor()
  const office = await by(playwright.request, school, 'admin')
  const { people } = await json(office, '/api/admin/people?q=smirnova')
  const [{ id: guardianId, children }] = people
  const data = { guardianId, childId: children[0].id, access: 'none' }
  expect((await office.post('/api/admin/guardian-access', { data })).status()).toBe(200)
  await expect(parents).toHaveCount(0)
  expect(await ownersOf(mother.request)).toEqual([])

  await importChanged(school, 'school-1', (files) =>
    files.replace('users.csv', ',smirnova,', 's1-u105', '"s1-u105,s1-u073"'),
  )
  await parents.waitFor()
  expect(await ownersOf(mother.request)).toEqual(['Белова Мария'])
  expect((await json(mother.request, '/api/me')).id).toBe(guardianId)
  const pyotr = await mother.request.get(`/api/diary?days=1&child=${children[0].id}`)
  expect(pyotr.status()).toBe(404)

  await importChanged(school, 'school-2', (files) => {
    files.replace('users.csv', ',lebedeva,', ',,,,,,,,,,s2-school', ',,,s2-u025,,,,,,,s2-school')
    files.lines('roles.csv', (lines) => [
      ...lines.filter(Boolean),
      's2-r900,,,s2-u002,secondary,guardian,,,s2-school,',
      '',
    ])
  })
  const nina = await by(playwright.request, school, 'lebedeva')
  const roles = (await json(nina, '/api/me')).schools.map(({ role }: { role: string }) => role)
  expect(roles.sort()).toEqual(['guardian', 'teacher'])
  expect(await ownersOf(nina)).toContain('Медведев Степан')
  await expect(parents).toBeVisible()
  expect(await ownersOf(mother.request)).toEqual(['Белова Мария'])
})
