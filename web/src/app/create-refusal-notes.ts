import type { RefusalCode } from '@zvonok/schema/core/refusal'
import { createEffect } from 'solid-js'
import { createRead, sameItems } from '../platform/create-read.ts'
import type { Device } from '../platform/device.ts'
import { t } from '../platform/i18n/t.ts'
import { showToast } from '../ui/toasts.ts'

/** FRAME-7. A refused message stays in its chat with «Повторить». Any other refused act is told once and let go: the screen shows again what is true. */
export function createRefusalNotes(device: Device): void {
  const refused = createRead(
    device,
    ['outbox'],
    () => device.outbox().filter(({ state, name }) => state === 'refused' && name !== 'messages.send'),
    sameItems,
  )
  createEffect(() => {
    for (const { id, refusal } of refused()) {
      void tell(refusal)
      device.discard(id)
    }
  })
}

async function tell(refusal: RefusalCode | undefined): Promise<void> {
  await import('../platform/i18n/add-screen-words.ts').then((module) => module.screenWords)
  showToast(t(`refusal.${refusal ?? 'core.unavailable'}`), { role: 'alert' })
}
