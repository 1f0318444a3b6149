import { Refused } from '@zvonok/schema/core/refusal'
import { createSignal, onCleanup } from 'solid-js'
import { answer, api, NoConnection } from '../account/client.ts'

/** `over`: the minute has passed, or the digits were wrong. */
export type QrState =
  | { is: 'none' | 'over' | 'done' }
  | { is: 'shown'; url: string }
  | { is: 'scanned'; device: string }

const askEveryMs = 1500

/** The picture for one phone, from showing it to the confirmation. */
export function createQr() {
  const [state, setState] = createSignal<QrState>({ is: 'none' })
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))

  async function show(): Promise<void> {
    const { url } = await answer(api.journal.qr.$post())
    setState({ is: 'shown', url })
    wait()
  }

  function wait(): void {
    clearTimeout(timer)
    timer = setTimeout(() => ask().catch(onProblem), askEveryMs)
  }

  async function ask(): Promise<void> {
    const { state: now, device } = await answer(api.journal.qr.$get())
    if (now === 'scanned' && state().is !== 'scanned') setState({ is: 'scanned', device: device ?? '' })
    if (now === 'refused') setState({ is: 'over' })
    else if (now === 'used') setState({ is: 'done' })
    else wait()
  }

  function onProblem(error: unknown): void {
    if (error instanceof NoConnection) wait()
    else setState({ is: state().is === 'done' ? 'done' : 'over' })
  }

  /** @throws {Refused} `account.wrongCode`: the phone stays outside, a new picture is needed */
  async function confirm(digits: string): Promise<void> {
    try {
      await answer(api.journal.qr.confirm.$post({ json: { digits } }))
      setState({ is: 'done' })
    } catch (error) {
      if (error instanceof Refused) setState({ is: 'over' })
      throw error
    }
    clearTimeout(timer)
  }
  return { state, show, confirm }
}
