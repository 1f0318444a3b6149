import { createSignal } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { answer, api } from './client.ts'

interface Front {
  /** Whose ID it is. */
  readonly id: 'own' | 'vk'
  /** Mail or web address, or empty. */
  readonly support: string
  readonly demo: boolean
}

const [front, setFront] = createSignal<Front>({ id: 'own', support: '', demo: false })
let asked = false

/** What the server says about itself; asked for once. Until then, and without a connection: our own ID, no demo. */
export function useFront(): () => Front {
  if (!asked) {
    asked = true
    answer(api.front.$get()).then(setFront, () => {
      asked = false
    })
  }
  return front
}

export const idName = (): string => t(`brand.${useFront()().id}.id`)
export const messengerName = (): string => t(`brand.${useFront()().id}.messenger`)
