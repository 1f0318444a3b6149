import { newId } from '@zvonok/schema/core/ids'
import type { Database } from '@zvonok/sync-server/database'
import { give, grantMs, newFamily } from './grants.ts'
import type { Authorization } from './id-requests.ts'

/** The address a person goes back to, with a one-use code for the client. */
export async function grantCode(
  database: Database,
  asked: Authorization,
  userId: string,
  nowMs: number,
): Promise<string> {
  const deviceId = newId()
  const code = await give(database, 'code', { ...asked, userId, deviceId, family: newFamily() }, nowMs)
  return withParams(asked.redirectUri, {
    code,
    state: asked.state,
    device_id: deviceId,
    type: 'code_v2',
    expires_in: String(grantMs.code / 1000),
    ext_id: newId(),
  })
}

export function withParams(address: string, params: Record<string, string>): string {
  const url = new URL(address)
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
  return url.href
}
