/** `own:<person>`: written by the person's own devices, read by nobody else. */
import { openOwn, ownName } from '@zvonok/schema/chats/own-document'
import { closeCode } from '@zvonok/schema/core/frames'
import type { ChatId, PersonId } from '@zvonok/schema/core/ids'
import * as Y from 'yjs'
import type { Statement } from './store.ts'
import type { World } from './world.ts'
import type { WrittenKind } from './written-documents.ts'

export const maxOwnDocumentBytes = 256_000

export const ownKind: WrittenKind = {
  form: {
    maxBytes: maxOwnDocumentBytes,
    /** Maps of plain values. */
    holds: (content) => content instanceof Y.ContentAny,
    isWhole: () => true,
  },
  tooLarge: closeCode.badFrame,
  carets: undefined,
  right: async (_, person, doc) => (doc === ownName(person) ? 'write' : undefined),
  async follow(world, { person, before, after }) {
    const projected = await projections(world, person, before, after)
    return {
      statements: projected.map(({ statement }) => statement),
      committed() {
        for (const { apply } of projected) apply()
        world.presence.ownChanged(person, after)
      },
    }
  },
}

/** «Без звука» and «очистить историю» as rows, for push, search and unread counts. */
async function projections(
  world: World,
  person: PersonId,
  before: Y.Doc,
  after: Y.Doc,
): Promise<{ statement: Statement; apply: () => void }[]> {
  const [old, now] = [openOwn(before), openOwn(after)]
  const chatIds = [...new Set([...old.muted.keys(), ...now.muted.keys(), ...old.cleared.keys(), ...now.cleared.keys()])]
  const changed = chatIds.filter(
    (id) => old.muted.has(id) !== now.muted.has(id) || old.cleared.get(id) !== now.cleared.get(id),
  )
  await world.chats.load(changed)
  return changed.flatMap((id: ChatId) => {
    const chat = world.chats.of(id, person)
    const member = chat?.members.get(person)
    if (!chat || !member) return []
    const silent = now.muted.has(id)
    const cleared = now.cleared.get(id)
    const clearedSeq = Number.isSafeInteger(cleared) ? Math.min(Math.max(0, cleared as number), chat.seq) : 0
    const statement = {
      sql: 'UPDATE chat_members SET silent = ?, cleared_seq = ? WHERE chat_id = ? AND person_id = ?',
      args: [+silent, clearedSeq, id, person],
    }
    return [{ statement, apply: () => Object.assign(member, { silent, clearedSeq }) }]
  })
}
