import { closeCode } from '@zvonok/schema/core/frames'
import type { PersonId } from '@zvonok/schema/core/ids'
import { packedFrame } from './frame-buffer.ts'
import { headsFor } from './heads.ts'
import { alignRosterChats } from './roster-chats.ts'
import { setMeta } from './store.ts'
import type { World } from './world.ts'

/** The roster is as it is now: chats follow, leavers end, everybody who is online is told what changed for him. */
export async function followRoster(world: World, reason: 'start' | 'changed'): Promise<void> {
  await world.turns.run(() => {
    world.people.forget()
    world.rows.forget()
    world.colleagues.forget()
    world.chats.forgetContacts()
  })
  await alignRosterChats(world)
  await world.turns.run(async () => {
    if (reason === 'changed' || (await sinceLastTime(world))) await markChange(world)
    await world.presence.askAgain()
  })
  await tellOnline(world)
}

/** An import that ran while no server did. */
async function sinceLastTime({ store }: World): Promise<boolean> {
  const seen = await fingerprint(store)
  const [row] = await store.select<[string]>('value', `FROM meta WHERE key = 'rosterSeen'`)
  return row?.[0] !== seen
}

async function fingerprint(store: World['store']): Promise<string> {
  const [row] = await store.select<[number | null, number]>('max(id), count(undone_at_ms)', 'FROM roster_imports')
  return JSON.stringify(row)
}

/** Older cursors get the rows of all people they know again: names, classes and rights may be others now. */
async function markChange({ store, counters, storage }: World): Promise<void> {
  const roster = counters.nextChange()
  await storage.commit([setMeta('rosterChange', roster), setMeta('rosterSeen', await fingerprint(store))])
  counters.roster = roster
}

/** One person a turn, so that an import does not hold up the messages of a whole school. */
async function tellOnline(world: World): Promise<void> {
  for (const id of [...world.hub.onlinePeople()]) {
    await world.turns.run(() => tellOne(world, id))
    await new Promise((resolve) => setImmediate(resolve))
  }
}

async function tellOne(world: World, person: PersonId): Promise<void> {
  const { hub, people, counters } = world
  await people.load([person])
  if (!people.get(person)?.active) {
    for (const connection of hub.of(person)) connection.close(closeCode.forbidden)
    return
  }
  for (const connection of hub.of(person)) {
    const heads = await headsFor(world, person, connection.change)
    connection.send(packedFrame({ type: 'heads', ...heads }), counters.change)
  }
}
