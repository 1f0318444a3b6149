import type { Calls } from './calls/calls.ts'
import type { Carets } from './carets.ts'
import type { Chats } from './chats.ts'
import type { Colleagues } from './colleagues.ts'
import type { Counters } from './counters.ts'
import type { Documents } from './documents.ts'
import type { Draft } from './draft.ts'
import type { People } from './facts.ts'
import type { Hub } from './hub.ts'
import type { Marks } from './marks.ts'
import type { Metrics } from './metrics.ts'
import type { PersonRows } from './person-rows.ts'
import type { Presence } from './presence.ts'
import type { Reads } from './reads.ts'
import type { Storage } from './storage.ts'
import type { Store } from './store.ts'
import type { Terms } from './terms.ts'
import type { Turns } from './turns.ts'

/** The parts of one sync server, made in `attach.ts`. */
export interface World {
  readonly store: Store
  readonly turns: Turns
  readonly counters: Counters
  readonly chats: Chats
  readonly people: People
  readonly rows: PersonRows
  readonly colleagues: Colleagues
  readonly documents: Documents
  readonly hub: Hub
  readonly storage: Storage
  readonly reads: Reads
  readonly marks: Marks
  readonly presence: Presence
  readonly carets: Carets
  readonly terms: Terms
  readonly calls: Calls
  readonly metrics: Metrics
  /** Something was erased: it is noted outside the backups, and the write-ahead log is emptied soon. */
  readonly erasing: (draft: Draft) => void
  readonly clock: () => number
  readonly log: (event: string, fields: Record<string, string | number | boolean>) => void
}
