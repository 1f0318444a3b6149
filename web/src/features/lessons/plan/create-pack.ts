import { Refused } from '@zvonok/schema/core/refusal'
import type { LessonPack } from '@zvonok/schema/lessons/plan-pack'
import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import { createRead } from '../../../platform/create-read.ts'
import type { Device } from '../../../platform/device.ts'
import { keepPack, keptPack } from '../../../platform/lesson-packs.ts'
import { answer, api } from '../../account/client.ts'

export interface PackState {
  readonly pack: Accessor<LessonPack | undefined>
  /** Why the last question had no answer. */
  readonly failure: Accessor<unknown>
}

/** PLAN-10. The lesson pack as the device has it, then as the server has it; asked for again with every note and every line. */
export function createPack(device: Device, lessonId: string): PackState {
  const [pack, setPack] = createSignal<LessonPack>()
  const [failure, setFailure] = createSignal<unknown>()
  let closed = false
  async function ask(): Promise<void> {
    try {
      const fresh = await answer(api.lessons[':id'].pack.$get({ param: { id: lessonId } }))
      if (closed) return
      setPack(fresh)
      setFailure(undefined)
      await keepPack(device.personId, lessonId, fresh)
    } catch (error) {
      if (closed) return
      setFailure(() => error)
      if (error instanceof Refused && error.code === 'core.notFound') await gone()
    }
  }
  /** Whose right has ended keeps nothing; a teacher may still copy what stands in the editor. */
  async function gone(): Promise<void> {
    if (pack()?.right === 'read') setPack(undefined)
    await keepPack(device.personId, lessonId, undefined)
  }
  async function open(): Promise<void> {
    const kept = await keptPack(device.personId, lessonId)
    if (closed) return
    if (kept) setPack(kept)
    await ask()
  }
  const link = createRead(device, ['link'], () => device.link())
  createEffect(on(link, (now) => void (now === 'live' && ask()), { defer: true }))
  const stop = device.on('plan', () => void ask())
  onCleanup(() => {
    closed = true
    stop()
  })
  void open()
  return { pack, failure }
}
