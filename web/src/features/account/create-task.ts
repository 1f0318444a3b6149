import { createSignal } from 'solid-js'
import { problemText } from './problem-text.ts'

/** One request of a form: whether it is under way, and what went wrong with the last. What was typed stays with the form. */
export function createTask() {
  const [busy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal<string>()
  /** Does `work` unless it is under way. An expected no becomes the problem; `explain` may have better words for it. */
  async function run(work: () => Promise<void>, explain: (error: unknown) => string | undefined = () => undefined) {
    if (busy()) return
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
    } catch (error) {
      setProblem(explain(error) ?? problemText(error))
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, setProblem, run }
}
