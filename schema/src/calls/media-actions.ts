import type { PersonId } from '../core/ids.ts'
import { type Call, type MediaSource, sourcesOf } from './call.ts'

/** What the media server must do after a change of the call. Doing it again changes nothing. */
export type MediaAction =
  | { readonly type: 'open' }
  | { readonly type: 'close' }
  /** Whoever is in the room under this person's name is sent out; with a session only its devices. */
  | { readonly type: 'remove'; readonly personId: PersonId; readonly sessionId?: string }
  | { readonly type: 'mute'; readonly personId: PersonId }
  | { readonly type: 'allow'; readonly personId: PersonId; readonly sources: readonly MediaSource[] }

/** The actions that turn the room of `before` (undefined: none yet) into that of `after`. */
export function mediaActions(before: Call | undefined, after: Call): MediaAction[] {
  if (after.endedAtMs !== undefined) return before && before.endedAtMs === undefined ? [{ type: 'close' }] : []
  const actions: MediaAction[] = before ? [] : [{ type: 'open' }]
  for (const [personId, person] of after.people) {
    const earlier = before?.people.get(personId)
    if (earlier?.state !== 'in') continue
    if (person.state !== 'in') {
      actions.push({ type: 'remove', personId })
      continue
    }
    if (person.mutedMs !== earlier.mutedMs) actions.push({ type: 'mute', personId })
    const sources = sourcesOf(after, person)
    if (before && sources.join() !== sourcesOf(before, earlier).join())
      actions.push({ type: 'allow', personId, sources })
  }
  return actions
}
