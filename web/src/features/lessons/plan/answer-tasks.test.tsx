import '../../../platform/i18n/add-plan-words.ts'
import { createSignal } from 'solid-js'
import { expect, test } from 'vitest'
import { fakeDevice } from '../../../testing/fake-device.ts'
import { mount } from '../../../testing/mount.tsx'
import { anna } from '../../../testing/school.ts'
import { AnswerTasks } from './AnswerTasks.tsx'
import type { OwnAnswer } from './create-answers.ts'

test('[PLAN-8] a refused answer keeps its text and says why, and «Повторить» sends it again', () => {
  const refused: OwnAnswer = { text: 'Сорок два', state: 'refused', refusal: 'lessons.taskChanged', commandId: 'c' }
  const [given, setGiven] = createSignal<OwnAnswer>(refused)
  const sent: [string, string][] = []
  const answers = {
    of: given,
    give(taskId: string, text: string) {
      sent.push([taskId, text])
      setGiven({ text, state: 'waiting' })
    },
  }
  const task = { id: 'sum', question: 'Сколько будет?', kind: 'text', choices: [], order: 1 } as const
  const screen = mount(fakeDevice({ me: anna }).device, () => (
    <AnswerTasks tasks={[{ ...task, choices: [] }]} answers={answers} />
  ))
  expect(screen.get('status').textContent).toContain('Ответ не принят')
  expect((screen.get('textbox', 'Сколько будет?') as HTMLTextAreaElement).value).toBe('Сорок два')
  screen.press('button', 'Повторить')
  expect(sent).toEqual([['sum', 'Сорок два']])
  expect(screen.has('button', 'Повторить')).toBe(false)
})
