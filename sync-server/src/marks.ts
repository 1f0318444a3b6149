import type { ChatId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import { marksName, openMarks } from '@zvonok/schema/messages/document'
import { inBackground } from './background.ts'
import { setMark, type Written } from './documents.ts'
import { wireFrame } from './frame-buffer.ts'
import { countMarks } from './mark-counts.ts'
import type { World } from './world.ts'

const batchMs = 250

/** Counts of reactions in their own documents, gathered: a class that reacts at once is one update. Rows hold the truth. */
export class Marks {
  #changed = new Map<ChatId, Set<number>>()
  #timer: NodeJS.Timeout | undefined
  readonly #world: () => World

  constructor(world: () => World) {
    this.#world = world
  }

  changed(chatId: ChatId, seqs: Iterable<number>): void {
    const known = this.#changed.get(chatId) ?? new Set()
    for (const seq of seqs) known.add(seq)
    this.#changed.set(chatId, known)
    this.#timer ??= setTimeout(() => inBackground(this.#world(), 'marks', () => this.flush()), batchMs)
  }

  /** The caller holds the turn. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#changed.size === 0) return
    const world = this.#world()
    const changed = this.#changed
    this.#changed = new Map()
    const written: Written[] = []
    try {
      for (const [chatId, seqs] of changed) written.push(...(await writeChat(world, chatId, seqs)))
      if (written.length === 0) return
      await world.storage.commit(written.flatMap(({ statements }) => statements))
    } catch (error) {
      // A document that lacks counts is corrected from the rows when it is loaded.
      for (const { doc } of written) world.documents.drop(doc)
      if (!(error instanceof Refused)) throw error
      return
    }
    for (const { doc, update } of written) {
      const channel = world.hub.channel(doc)
      if (!channel) continue
      const frame = wireFrame({ type: 'update', channel: channel.number, change: 0, update })
      for (const connection of channel.subscribers) connection.send(frame, 0, doc)
    }
  }
}

async function writeChat({ store, documents }: World, chatId: ChatId, seqs: ReadonlySet<number>): Promise<Written[]> {
  const segments = await store.select<[number, number, number]>(
    'first_seq, generation, coalesce(last_seq, 9007199254740991)',
    'FROM segments WHERE chat_id = ? AND first_seq <= ? AND coalesce(last_seq, 9007199254740991) >= ?',
    [chatId, Math.max(...seqs), Math.min(...seqs)],
  )
  const written: Written[] = []
  for (const [firstSeq, generation, lastSeq] of segments) {
    const inside = [...seqs].filter((seq) => seq >= firstSeq && seq <= lastSeq)
    if (inside.length === 0) continue
    const document = await documents.load(marksName(chatId, firstSeq, generation))
    const counts = await countMarks(store, chatId, Math.min(...inside), Math.max(...inside))
    const change = (): void => {
      for (const seq of inside) setMark(openMarks(document.doc), seq - firstSeq, counts.get(seq) ?? {})
    }
    const one = documents.write(document, change, { snapshot: false })
    if (one) written.push(one)
  }
  return written
}
