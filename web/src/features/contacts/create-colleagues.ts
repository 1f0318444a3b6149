import type { PersonRow } from '@zvonok/schema/chats/head'
import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js'
import { useDevice } from '../../platform/use-device.ts'

/** Whoever writes a name does not ask at each letter. */
const pauseMs = 400

/** CONTACTS-8. Teachers of other schools with that whole name, asked of the server when a teacher has written at least two words. */
export function createColleagues(name: Accessor<string>): Accessor<readonly PersonRow[]> {
  const device = useDevice()
  const [found, setFound] = createSignal<readonly PersonRow[]>([])
  createEffect(() => {
    const asked = name().trim()
    setFound([])
    if (!device.me()?.roles.includes('teacher') || !/\S\s+\S/.test(asked)) return
    let isCurrent = true
    const timer = setTimeout(async () => {
      const people = await device.findColleagues(asked)
      if (isCurrent) setFound(people ?? [])
    }, pauseMs)
    onCleanup(() => {
      isCurrent = false
      clearTimeout(timer)
    })
  })
  return found
}
