import type { CallHead } from '@zvonok/schema/calls/call'
import type { RefusalCode } from '@zvonok/schema/core/refusal'

/** What the page of a link says of its call. */
export interface AskedCall {
  readonly call?: Partial<CallHead>
  /** Why one may not come in. */
  readonly code?: RefusalCode
}

/** Undefined when there is no answer: the person may try all the same. */
export async function askCall(callId: string): Promise<AskedCall | undefined> {
  try {
    const answer = await fetch(`/api/calls/${encodeURIComponent(callId)}`)
    const body = await answer.json()
    return answer.ok ? { call: body.call ?? body } : { code: body.code }
  } catch {
    return undefined
  }
}
