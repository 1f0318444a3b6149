import type { RefusalCode } from '@zvonok/schema/core/refusal'
import { answerTask } from '@zvonok/schema/lessons/plan-commands'
import type { LessonPack } from '@zvonok/schema/lessons/plan-pack'
import { type Accessor, createSignal } from 'solid-js'
import { createRead } from '../../../platform/create-read.ts'
import type { Device } from '../../../platform/device.ts'

/** `sent`: on the server's disk. */
export interface OwnAnswer {
  readonly text: string
  readonly state: 'waiting' | 'sent' | 'refused'
  readonly refusal?: RefusalCode
  /** Of a refused one. */
  readonly commandId?: string
}

interface OwnAnswers {
  of(taskId: string): OwnAnswer | undefined
  /** Kept on this device at once; leaves when there is a line. */
  give(taskId: string, text: string): void
}

/** PLAN-8. One's own answers: what waits in the outbox, else what the server has taken. */
export function createAnswers(device: Device, lessonId: string, pack: Accessor<LessonPack | undefined>): OwnAnswers {
  /** Taken from this device, and perhaps not yet in the pack. */
  const [landed, setLanded] = createSignal<ReadonlyMap<string, { text: string; atMs: number }>>(new Map())
  const waiting = createRead(device, ['outbox'], () => device.outbox().filter(({ name }) => name === answerTask.name))
  return {
    of(taskId) {
      const entry = waiting().findLast(({ args }) => {
        const about = args as { lessonId: string; taskId: string }
        return about.lessonId === lessonId && about.taskId === taskId
      })
      if (entry) {
        const { text } = entry.args as { text: string }
        return { text, state: entry.state, commandId: entry.id, ...(entry.refusal && { refusal: entry.refusal }) }
      }
      const [own, known] = [landed().get(taskId), pack()?.answers.find((each) => each.taskId === taskId)]
      // Another device of this person may have answered later.
      const text = own && own.atMs > (known?.atMs ?? 0) ? own.text : known?.text
      return text ? { text, state: 'sent' } : undefined
    },
    give(taskId, text) {
      // An earlier refusal of the same task has had its say.
      const before = this.of(taskId)
      if (before?.state === 'refused' && before.commandId) device.discard(before.commandId)
      const { done } = device.run(answerTask, { lessonId, taskId, text })
      void done.then(
        () => setLanded((all) => new Map(all).set(taskId, { text, atMs: device.nowMs() })),
        // The refusal is shown from the outbox.
        () => undefined,
      )
    },
  }
}
