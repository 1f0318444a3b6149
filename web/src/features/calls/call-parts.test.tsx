import '../../platform/i18n/add-call-words.ts'
import type { Room } from 'livekit-client'
import { expect, test, vi } from 'vitest'
import { fakeDevice } from '../../testing/fake-device.ts'
import { mount } from '../../testing/mount.tsx'
import { anna, olga } from '../../testing/school.ts'
import { type PastCall, pastKind } from './call-history.ts'
import { changeCallSettings } from './call-settings.ts'
import { countBytes } from './count-bytes.ts'
import { IncomingCall } from './IncomingCall.tsx'
import { createShortcuts, type Shortcut } from './shortcuts.ts'

test('[INCALL-12] a new line begins at zero and the count goes on', async () => {
  let sent = 700
  const getStats = async () => new Map([['pair', { type: 'candidate-pair', bytesSent: sent, bytesReceived: 300 }]])
  let nowMs = 5000
  const count = countBytes({ engine: { pcManager: { publisher: { getStats } } } } as unknown as Room, () => nowMs)
  expect(await count()).toBe(1000)
  sent = 100
  expect(await count()).toBe(1400)
  nowMs += 2000
  expect(await count()).toBe(1400 + 2 * 450)
})

test('[INCALL-14] keys work by their place, not while one writes, and can be switched off', () => {
  const pressed: Shortcut[] = []
  const run = (which: Shortcut) => () => void pressed.push(which)
  const screen = mount(fakeDevice({ me: anna }).device, () => {
    createShortcuts({
      ...{ microphone: run('microphone'), camera: run('camera'), hand: run('hand') },
      ...{ screen: run('screen'), chat: run('chat'), people: run('people') },
    })
    return <input type="text" />
  })
  screen.key(document.body, 'ь', { code: 'KeyM' })
  screen.key(screen.get('textbox'), 'm', { code: 'KeyM' })
  screen.key(document.body, 'm', { code: 'KeyM', ctrlKey: true })
  expect(pressed).toEqual(['microphone'])
  changeCallSettings({ keys: false })
  screen.key(document.body, 'h', { code: 'KeyH' })
  changeCallSettings({ keys: true })
  expect(pressed).toEqual(['microphone'])
})

test('[INCALL-15] the incoming call says who and where, and is answered or declined', () => {
  const fake = fakeDevice({ me: anna, people: [olga] })
  fake.own.settings.set('notifySound', false)
  fake.addChat('class', { title: '7 Б класс', kind: 'class' })
  const people = new Map([[anna.id, { role: 'member', state: 'ringing', sinceMs: 0 }]])
  fake.state.calls = [{ id: 'c', chats: ['class'], startedBy: olga.id, title: '', people } as never]
  const [answered, declined] = [vi.fn(), vi.fn()]
  const screen = mount(fake.device, () => <IncomingCall callId="c" onAnswer={answered} onDecline={declined} />)
  expect(screen.get('alertdialog', 'Входящий звонок').textContent).toMatch(/Иванова Ольга Сергеевна.*7 Б класс/)
  screen.press('button', 'Ответить')
  screen.press('button', 'Отклонить')
  expect([answered, declined].map((each) => each.mock.calls.length)).toEqual([1, 1])
})

test('[INCALL-17] past calls are told apart', () => {
  const past = (fields: Partial<PastCall>) =>
    pastKind({ startedBy: olga.id, endedAtMs: 5, ...fields } as PastCall, anna.id)
  expect([
    past({ state: 'missed' }),
    past({ state: 'declined' }),
    past({ state: 'left' }),
    past({ startedBy: anna.id, state: 'left' }),
    past({ endedAtMs: null }),
  ]).toEqual(['missed', 'declined', 'incoming', 'outgoing', 'running'])
})
