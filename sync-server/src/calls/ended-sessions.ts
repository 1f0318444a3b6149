/** CALLS-26. Who was signed out is out of the call too: a device in a room belongs to the session that got its token. */
import type { PersonState } from '@zvonok/schema/calls/call'
import { left } from '@zvonok/schema/calls/commands'
import type { PersonId } from '@zvonok/schema/core/ids'
import type { World } from '../world.ts'
import type { LiveCalls } from './live-calls.ts'
import { type Identity, personOf, sessionOf } from './media.ts'

/** In turns of its own. `people`: whose sockets the session had. */
export async function endSession(
  world: World,
  live: LiveCalls,
  sessionId: string,
  people: ReadonlySet<PersonId>,
): Promise<void> {
  for (const { id, people: known } of live.all()) {
    const devices = live.attendance.devicesIn(id).map(({ identity }) => identity)
    const ended = new Set(devices.filter((each) => sessionOf(each) === sessionId).map(personOf))
    const gone = await signedOut(world, devices)
    const others = new Set(devices.filter((each) => sessionOf(each) !== sessionId && !gone.has(each)).map(personOf))
    const alone = (person: PersonId) => ended.has(person) || !hasOtherSocket(world, person, sessionId)
    for (const person of new Set([...ended, ...people])) {
      if (!isHere.has(known.get(person)?.state)) continue
      live.rooms.do(id, [{ type: 'remove', personId: person, sessionId }])
      if (!others.has(person) && alone(person)) await live.change(id, (call, nowMs) => left(call, person, nowMs))
    }
  }
}

const isHere: ReadonlySet<PersonState | undefined> = new Set<PersonState>(['in', 'waiting'])

const hasOtherSocket = ({ hub }: World, person: PersonId, sessionId: string): boolean =>
  [...hub.of(person)].some((each) => each.open && each.sessionId !== sessionId)

/** Those of them whose session is over. Asked when a device comes, since its token outlives the session. */
export async function signedOut({ store, clock }: World, identities: readonly Identity[]): Promise<Set<Identity>> {
  const asked = new Set(identities.map(sessionOf).filter((id) => id !== undefined))
  if (asked.size === 0) return new Set()
  const rows = await store.select<[string]>(
    'id',
    'FROM sessions WHERE id IN (SELECT value FROM json_each(?)) AND expires_at_ms > ?',
    [JSON.stringify([...asked]), clock()],
  )
  const living = new Set(rows.map(([id]) => id))
  return new Set(identities.filter((each) => !living.has(sessionOf(each) ?? '') && sessionOf(each) !== undefined))
}
