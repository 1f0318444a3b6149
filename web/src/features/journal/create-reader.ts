import type { InferResponseType } from 'hono/client'
import { createSignal, onMount } from 'solid-js'
import { payOwedSignOut } from '../../platform/owed-sign-out.ts'
import { answer, api } from '../account/client.ts'

export type Reader = NonNullable<InferResponseType<typeof api.journal.me.$get>['person']>
export type ReaderState = { is: 'loading' } | { is: 'signedOut' } | { is: 'offline' } | { is: 'in'; reader: Reader }
export type JournalReader = ReturnType<typeof createReader>

/** Who reads the journal in this browser. */
export function createReader() {
  const [state, setState] = createSignal<ReaderState>({ is: 'loading' })
  async function load(): Promise<void> {
    try {
      await payOwedSignOut()
      const { person } = await answer(api.journal.me.$get())
      setState(person ? { is: 'in', reader: person } : { is: 'signedOut' })
    } catch {
      setState({ is: 'offline' })
    }
  }
  async function signIn(login: string, password: string): Promise<void> {
    const { person } = await answer(api.journal['sign-in'].$post({ json: { login, password } }))
    setState({ is: 'in', reader: person })
  }
  async function signOut(): Promise<void> {
    await answer(api.journal['sign-out'].$post())
    setState({ is: 'signedOut' })
  }
  onMount(load)
  return { state, load, signIn, signOut }
}
