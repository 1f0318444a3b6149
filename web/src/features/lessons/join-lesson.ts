import { Refused } from '@zvonok/schema/core/refusal'
import { forgetPerson } from '../../platform/last-person.ts'
import { answer, api } from '../account/client.ts'
import { goTo } from '../account/create-progress.ts'
import { lessonsApi, type Place } from './lessons-api.ts'

/**
 * LESSONS-7, LESSONS-8. Into the call of the lesson. From the journal the way leads through the messenger: entered here where nobody or
 * somebody else is in it; who has no learning profile yet is led there by the call's own page.
 */
export async function joinLesson(place: Place, lessonId: string): Promise<void> {
  const { callId } = await answer(lessonsApi(place)[':id'].join.$post({ param: { id: lessonId } }))
  const entered = place === 'journal' && (await enterMessenger())
  goTo(`/call/${callId}${entered ? '#entered' : ''}`)
}

/** Whether somebody has just come in. */
async function enterMessenger(): Promise<boolean> {
  const [{ person }, known] = await Promise.all([
    answer(api.journal.me.$get()),
    answer(api.me.$get()).catch(ifSignedOut),
  ])
  if (known && known.id === person?.id) return false
  await answer(api.journal.enter.$post())
  forgetPerson()
  return true
}

function ifSignedOut(error: unknown): undefined {
  if (error instanceof Refused && error.code === 'core.signedOut') return undefined
  throw error
}
