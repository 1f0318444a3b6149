import type { Call } from '@zvonok/schema/calls/call'
import { defaultPermissions } from '@zvonok/schema/chats/facts'
import type { PersonId } from '@zvonok/schema/core/ids'
import type { Chats } from '../chats.ts'
import type { Draft } from '../draft.ts'

/** CALLS-18. The chat of a call that has one of its own: made with it; who comes in becomes a member, who is removed is excluded. It was loaded. */
export function followInChat(draft: Draft, chats: Chats, before: Call | undefined, after: Call): void {
  const { id, title, schoolId, people } = after
  if (!after.chats.includes(id)) return
  if (!before) {
    const first = [...people].filter(([, { role, state }]) => role === 'admin' || state === 'in' || state === 'ringing')
    const members = new Map(first.map(([person, { role }]) => [person, { role }]))
    draft.createChat({ id, kind: 'call', schoolId, title, permissions: defaultPermissions('call'), members })
    return
  }
  for (const [person, { state, role }] of people) {
    const earlier = before.people.get(person)
    if (earlier?.state === state && earlier.role === role) continue
    if (state === 'removed') draft.removeMember(id, person, 'admin')
    else if (state === 'in' && isOther(chats, id, person, role)) draft.setMember(id, person, { role })
  }
}

function isOther(chats: Chats, id: string, person: PersonId, role: 'admin' | 'member'): boolean {
  return chats.get(id)?.members.get(person)?.role !== role
}
