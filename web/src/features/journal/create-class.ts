import type { InferResponseType } from 'hono/client'
import { createSignal, onCleanup, onMount } from 'solid-js'
import { answer, api } from '../account/client.ts'

export type SchoolClass = InferResponseType<(typeof api.journal)['class-cards']['$get'], 200>['classes'][number]

const askEveryMs = 2000

/** The own classes, asked again every two seconds while the page is seen: pupils come in one after another. */
export function createClasses() {
  const [classes, setClasses] = createSignal<readonly SchoolClass[]>()
  const [failed, setFailed] = createSignal<unknown>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let gone = false

  async function load(): Promise<void> {
    clearTimeout(timer)
    try {
      if (document.visibilityState === 'visible') setClasses((await answer(api.journal['class-cards'].$get())).classes)
      setFailed(undefined)
    } catch (error) {
      setFailed(error)
    }
    if (!gone) timer = setTimeout(load, askEveryMs)
  }
  onMount(load)
  onCleanup(() => {
    gone = true
    clearTimeout(timer)
  })
  return { classes, failed, load }
}
