import type { StaffTalk, Talks } from '@zvonok/schema/contacts/talk'
import { expect, test, vi } from 'vitest'
import { fakeDevice } from '../../testing/fake-device.ts'
import { mount } from '../../testing/mount.tsx'
import { anna } from '../../testing/school.ts'
import { StaffTalks } from './StaffTalks.tsx'

const atMs = Date.UTC(2026, 10, 24, 7)
const volkov = { id: 'volkov', name: 'Волков Сергей Павлович', role: 'head' } as const
const talk = {
  id: 'a',
  kind: 'direct',
  with: [volkov],
  fromMs: atMs,
  untilMs: atMs,
  missed: false,
  hidden: false,
} as const
const call: StaffTalk = { ...talk, id: 'b', kind: 'call', missed: true, hidden: true }

async function page(talks: Partial<Talks>, isPupil = false) {
  const asked: [string, unknown][] = []
  const whole: Talks = { children: [], own: [], pupils: [], ...talks }
  vi.stubGlobal('fetch', async (url: string | URL, init?: RequestInit) => {
    if (init?.method === 'POST') asked.push([String(url), JSON.parse(String(init.body))])
    return Response.json(init?.method === 'POST' ? {} : whole)
  })
  const screen = mount(fakeDevice({ me: anna, people: [] }).device, () => <StaffTalks isPupil={isPupil} />)
  await vi.waitFor(() => expect(screen.has('region')).toBe(true))
  return { screen, asked }
}

test('[CONTACTS-9] a guardian sees with whom and when, child by child', async () => {
  const { screen } = await page({
    children: [
      { id: 'petya', name: 'Смирнов Пётр', talks: [talk] },
      { id: 'masha', name: 'Смирнова Мария', talks: [] },
    ],
  })
  const own = screen.get('region', 'Общение со школой один на один: Смирнов Пётр').textContent
  expect(own).toContain('Волков Сергей Павлович (Директор)')
  expect(own).toContain('Личный чат')
  expect(screen.get('region', 'Общение со школой один на один: Смирнова Мария').textContent).toContain('пока нет')
})

test('[CONTACTS-9] a pupil sees what the own guardians see, and what is hidden from them', async () => {
  const { screen } = await page({ own: [talk, call] }, true)
  const shown = screen.get('region', 'Общение со школой один на один').textContent
  expect(shown).toContain('Звонок без ответа')
  expect(shown).toContain('Скрыто от родителей')
})

test('[CONTACTS-10] a psychologist hides a pupil', async () => {
  const { screen, asked } = await page({
    pupils: [{ id: 'petya', name: 'Смирнов Пётр', hidden: false, talks: [talk] }],
  })
  screen.press('switch', 'Скрыть от родителей')
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  expect(asked[0]).toEqual([expect.stringContaining('/api/talks/hide'), { pupilId: 'petya', hidden: true }])
})
