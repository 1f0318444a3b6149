import type { MessageId } from '@zvonok/schema/core/ids'
import { type Accessor, createMemo } from 'solid-js'
import { sameItems } from '../../platform/create-read.ts'
import type { ShownMessage } from '../../platform/device.ts'

/** What the virtual list is made of: ids, so that a message that changes keeps its place and its element. */
export interface LogIds {
  readonly ids: readonly MessageId[]
  /** The last change put rows in front of, or took rows away from, the beginning. */
  readonly atStart: boolean
}

/** CHAT-2. A waiting message has the id of its sent one, so that its row stays the same row. */
export function createLogRows(rows: Accessor<readonly ShownMessage[]>) {
  const log = createMemo<LogIds>(
    (before) => {
      const ids = rows().map(({ id }) => id)
      return { ids, atStart: grewAtStart(before.ids, ids) }
    },
    { ids: [], atStart: false },
    { equals: (a, b) => sameItems(a.ids, b.ids) },
  )
  const indexes = createMemo(() => new Map(log().ids.map((id, index) => [id, index])))
  return { log, indexOf: (id: MessageId) => indexes().get(id) }
}

/** The first row is another one, and the last is the same. */
export const grewAtStart = (before: readonly string[], now: readonly string[]): boolean =>
  before.length > 0 && now.length > 0 && before[0] !== now[0] && before.at(-1) === now.at(-1)
