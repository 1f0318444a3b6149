import type { PersonId } from '@zvonok/schema/core/ids'

/** Who used this browser last: without a line the app opens for them. */
export interface LastPerson {
  readonly personId: PersonId
  readonly name: string
}

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>

const key = 'zvonok-last-person'
/** The page at which somebody had to sign in first, in the tab's own storage: the way back to it. */
export const doorKey = 'zvonok-door'

/** Fragment of the page to which the server sends who has just signed in: perhaps somebody else than the last one here. */
export const justEntered = '#entered'

/** Undefined when nobody was here, or the record is not readable. */
export function lastPerson(storage: Storage = localStorage): LastPerson | undefined {
  const text = storage.getItem(key)
  if (!text) return undefined
  const [personId, ...name] = text.split(' ')
  return personId ? { personId, name: name.join(' ') } : undefined
}

export function rememberPerson({ personId, name }: LastPerson, storage: Storage = localStorage): void {
  storage.setItem(key, `${personId} ${name}`)
}

/** At logout, and when somebody signs in anew: the server is asked who it is before any copy opens, so that nobody sees another's. */
export function forgetPerson(storage: Storage = localStorage): void {
  storage.removeItem(key)
}
