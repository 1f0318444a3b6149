import { idFlows } from '@zvonok/schema/account/tables'
import type { PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import type { Database } from '@zvonok/sync-server/database'
import { and, eq, gt, isNotNull, lt } from 'drizzle-orm'
import type { Limit } from '../platform/limits.ts'
import { hashToken, newToken } from '../platform/tokens.ts'
import type { IdClient } from './vkid-client.ts'

const flowMs = 60 * 60 * 1000

/** Of one network address: each beginning is a row, also when nobody ever comes back. */
export const beginnings: Limit = { name: 'id.beginnings', max: 300, windowMs: 10 * 60_000 }

export interface FlowParts {
  readonly database: Database
  readonly client: IdClient
  readonly nowMs: () => number
}

/** What the provider sent the person back with. */
export interface Callback {
  readonly code: string
  readonly state: string
  readonly deviceId: string
}

/** Sends a browser to the ID. @returns the address to go to */
export async function startFlow(
  { database: { orm }, client, nowMs }: FlowParts,
  flow: { boundTo: string; personId: PersonId | null; redirectUri: string },
): Promise<string> {
  const [state, verifier] = [newToken(), newToken()]
  const row = {
    ...flow,
    stateHash: hashToken(state),
    verifier,
    idUserId: null,
    expiresAtMs: nowMs() + flowMs,
  }
  await orm.delete(idFlows).where(lt(idFlows.expiresAtMs, nowMs()))
  await orm.insert(idFlows).values(row).onConflictDoUpdate({ target: idFlows.boundTo, set: row })
  // School devices change hands: a colleague's open ID session must not be linked by accident.
  return client.authorizeUrl({ redirectUri: flow.redirectUri, state, verifier, fresh: flow.personId !== null })
}

/**
 * ACCOUNT-6. Takes a person back from the ID: `state` must be the one this browser was sent off with, and is used up. The proven user is kept
 * for {@link provenUser}.
 * @throws {Refused} `account.linkFailed` @throws {IdRefused}
 */
export async function finishFlow({ database: { orm }, client, nowMs }: FlowParts, boundTo: string, callback: Callback) {
  const [flow] = await orm
    .update(idFlows)
    .set({ stateHash: null })
    .where(
      and(
        eq(idFlows.boundTo, boundTo),
        eq(idFlows.stateHash, hashToken(callback.state)),
        gt(idFlows.expiresAtMs, nowMs()),
      ),
    )
    .returning()
  if (!flow) throw new Refused('account.linkFailed')
  const idUserId = await client.userOf({ ...callback, verifier: flow.verifier, redirectUri: flow.redirectUri })
  await orm.update(idFlows).set({ idUserId }).where(eq(idFlows.boundTo, boundTo))
  return idUserId
}

/** Who this browser has proven to be at the ID. @throws {Refused} `account.requestExpired` */
export async function provenUser({ database: { orm }, nowMs }: FlowParts, boundTo: string): Promise<string> {
  const [flow] = await orm
    .select({ idUserId: idFlows.idUserId })
    .from(idFlows)
    .where(and(eq(idFlows.boundTo, boundTo), isNotNull(idFlows.idUserId), gt(idFlows.expiresAtMs, nowMs())))
  if (!flow?.idUserId) throw new Refused('account.requestExpired')
  return flow.idUserId
}

export async function endFlow({ orm }: Database, boundTo: string): Promise<void> {
  await orm.delete(idFlows).where(eq(idFlows.boundTo, boundTo))
}
