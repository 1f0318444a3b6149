import { setTimeout as pause } from 'node:timers/promises'

const answerLimitMs = 3000

/** Whether a LiveKit answers at this address. */
export async function livekitAnswers(url: string, signal?: AbortSignal): Promise<boolean> {
  const limit = AbortSignal.timeout(answerLimitMs)
  try {
    const answer = await fetch(url, { signal: signal ? AbortSignal.any([limit, signal]) : limit })
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false
  }
}

/** Waits so long, or until the signal. @returns false when the signal came */
export const waited = (ms: number, signal: AbortSignal): Promise<boolean> =>
  pause(ms, true, { signal, ref: false }).catch(() => false)
