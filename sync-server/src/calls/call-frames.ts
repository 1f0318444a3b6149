/** Who may know what of a call, as frames. */
import { type Call, type CallHead, type CallPerson, headOf } from '@zvonok/schema/calls/call'
import type { PersonRow } from '@zvonok/schema/chats/head'
import type { CallFrame } from '@zvonok/schema/core/frames'
import type { PersonId } from '@zvonok/schema/core/ids'

/**
 * `lead`: an admin who is in, sees everybody. `in`: everybody but those who wait. `own`: the head and the own row. `head`: a member of its
 * chats. `removed`: the own row and nothing more.
 */
export type View = 'lead' | 'in' | 'own' | 'head' | 'removed'

/** Undefined: the call does not concern the person. */
export function viewOf(call: Call, person: PersonId, isMember: boolean): View | undefined {
  const known = call.people.get(person)
  if (!known) return isMember ? 'head' : undefined
  if (known.state === 'removed') return 'removed'
  if (known.state !== 'in') return 'own'
  return known.role === 'admin' ? 'lead' : 'in'
}

type Row = readonly [PersonId, CallPerson | null]

/** Everything that the view shows. `rows` gives the names of those who are named. */
export function wholeFrame(call: Call, view: View, person: PersonId, rows: Names): CallFrame {
  const people = shown(call, view, person)
  const named = view === 'lead' || view === 'in' ? people.map(([id]) => id) : [call.startedBy]
  const head = view === 'removed' ? { id: call.id } : headOf(call)
  return { call: head, people, rows: rows(named), whole: true }
}

export type Names = (ids: Iterable<PersonId>) => readonly PersonRow[]

/** What changed for somebody whose view stayed the same; undefined when nothing did. `count` is not looked at. */
export function deltaFrame(
  before: Call,
  after: Call,
  view: View,
  person: PersonId,
  rows: Names,
): CallFrame | undefined {
  const call = view === 'removed' ? { id: after.id } : headDelta(before, after)
  const earlier = new Map(shown(before, view, person))
  const now = new Map(shown(after, view, person))
  const changed: Row[] = [...now].filter(([id, row]) => earlier.get(id) !== row)
  for (const id of earlier.keys()) if (!now.has(id)) changed.push([id, null])
  if (changed.length === 0 && Object.keys(call).length === 1) return undefined
  const fresh = changed.map(([id]) => id).filter((id) => !earlier.has(id))
  const names = view === 'lead' || view === 'in' ? rows(fresh) : []
  return { call, ...(changed.length > 0 && { people: changed }), ...(names.length > 0 && { rows: names }) }
}

function shown(call: Call, view: View, person: PersonId): [PersonId, CallPerson][] {
  if (view === 'lead') return [...call.people]
  if (view === 'in') return [...call.people].filter(([, { state }]) => state !== 'waiting')
  const own = call.people.get(person)
  return own && view !== 'head' ? [[person, own]] : []
}

function headDelta(before: Call, after: Call): Partial<CallHead> & { id: string } {
  const { people: _, ...rest } = after
  const changed = Object.entries(rest).filter(([field, value]) => before[field as keyof Call] !== value)
  return { ...Object.fromEntries(changed), id: after.id }
}
