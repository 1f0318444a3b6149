import { Refused } from '@zvonok/schema/core/refusal'
import type { InferResponseType } from 'hono/client'
import { createSignal, onMount } from 'solid-js'
import { answer, api } from './client.ts'
import { createTask } from './create-task.ts'

/** Where a person stands at the ID: the server keeps it, so that a reload or a lost line goes on there. */
export type Progress = InferResponseType<typeof api.id.request.$get>
export type IdProgress = ReturnType<typeof createProgress>

export function createProgress() {
  const task = createTask()
  const [progress, setProgress] = createSignal<Progress | 'expired'>()
  /** Counts answers: a countdown begins anew with each. */
  const [moved, setMoved] = createSignal(0)

  async function move(next: Promise<Progress>): Promise<void> {
    try {
      setProgress(await next)
      setMoved((n) => n + 1)
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'account.requestExpired') throw error
      setProgress('expired')
    }
  }
  const load = () => task.run(() => move(answer(api.id.request.$get())))
  onMount(load)
  return { progress, moved, move, task, load, offline: () => task.problem() !== undefined && progress() === undefined }
}

/** Leaves for the address the server named: the way back to who asked. */
export const goTo = (address: string): void => window.location.assign(address)

/** Into the messenger, perhaps as somebody else than the last one in this browser: nobody sees the copy of the person before. */
export const goToChats = (): void => goTo('/chats#entered')
