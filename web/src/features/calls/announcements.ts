import type { CallPerson } from '@zvonok/schema/calls/call'
import { handsOf } from '@zvonok/schema/calls/call'
import type { PersonId } from '@zvonok/schema/core/ids'

/** What a screen reader hears of a call; each kind is switched by itself. */
export const announcementKinds = ['people', 'hands', 'self'] as const
export type AnnouncementKind = (typeof announcementKinds)[number]

export type Announcement =
  | { readonly kind: 'people'; readonly what: 'joined' | 'left' | 'waiting'; readonly people: readonly PersonId[] }
  | { readonly kind: 'hands'; readonly what: 'hand'; readonly people: readonly PersonId[]; readonly place: number }
  | { readonly kind: 'self'; readonly what: 'muted' | 'word' | 'lost' | 'back' }

export interface Heard {
  readonly people: ReadonlyMap<PersonId, CallPerson>
  readonly connected: boolean
}

/** INCALL-13. What changed from `before` to `after`, in the order in which it is told. Of many at once only the names are told, not each by itself. */
export function announcements(before: Heard, after: Heard, me: PersonId): Announcement[] {
  const told: Announcement[] = []
  const { joined, gone, waiting } = moves(before, after, me)
  if (before.connected !== after.connected) told.push({ kind: 'self', what: after.connected ? 'back' : 'lost' })
  const mine = { was: before.people.get(me), is: after.people.get(me) }
  if (mine.is?.mutedMs !== undefined && mine.is.mutedMs !== mine.was?.mutedMs)
    told.push({ kind: 'self', what: 'muted' })
  if (mine.is?.speaks && !mine.was?.speaks) told.push({ kind: 'self', what: 'word' })
  for (const [what, people] of [
    ['joined', joined],
    ['left', gone],
    ['waiting', waiting],
  ] as const)
    if (people.length > 0) told.push({ kind: 'people', what, people })
  handsOf(after).forEach((id, at) => {
    if (before.people.get(id)?.handMs === undefined)
      told.push({ kind: 'hands', what: 'hand', people: [id], place: at + 1 })
  })
  return told
}

function moves(before: Heard, after: Heard, me: PersonId) {
  const joined: PersonId[] = []
  const gone: PersonId[] = []
  const waiting: PersonId[] = []
  for (const [id, { state }] of after.people) {
    const was = before.people.get(id)?.state
    if (id === me || was === state) continue
    if (state === 'in') joined.push(id)
    else if (state === 'waiting') waiting.push(id)
    else if (was === 'in') gone.push(id)
  }
  return { joined, gone, waiting }
}
