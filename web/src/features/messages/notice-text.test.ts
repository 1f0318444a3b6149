import { expect, test } from 'vitest'
import type { Device } from '../../platform/device.ts'
import { noticeText } from './notice-text.ts'

test('[CALLS-17] how a call went, for the one who called and for the others', () => {
  const device = { personId: 'me', person: () => undefined } as unknown as Device
  const line = (author: string, ms?: number) =>
    noticeText(device, { author, body: 'callEnded', ...(ms !== undefined && { extra: { ms } }) })
  expect([line('me', 125_000), line('other', 1000)]).toEqual(['Звонок завершён, 2 мин', 'Звонок завершён, 1 мин'])
  expect([line('me'), line('other')]).toEqual(['Звонок без ответа', 'Пропущенный звонок'])
})
