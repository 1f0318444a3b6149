import type { ChatId, PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import { logName } from '@zvonok/schema/messages/document'
import { inBackground } from './background.ts'
import { type ChatState, topRead } from './chats.ts'
import type { Connection } from './connection.ts'
import { wireFrame } from './frame-buffer.ts'
import type { Statement } from './store.ts'
import { unreadOf } from './unread.ts'
import type { World } from './world.ts'

const batchMs = 250

interface Moved {
  seq: number
  /** The socket that said it: it knows. */
  from: Connection | undefined
}

/** Read marks: registers that only rise, gathered and written in batches. */
export class Reads {
  #moved = new Map<ChatId, Map<PersonId, Moved>>()
  #timer: NodeJS.Timeout | undefined
  readonly #world: () => World

  constructor(world: () => World) {
    this.#world = world
  }

  /** The caller has checked nothing: marks of strangers and beyond the end are dropped or cut when they are written. */
  move(person: PersonId, chatId: ChatId, seq: number, from?: Connection): void {
    const people = this.#moved.get(chatId) ?? new Map<PersonId, Moved>()
    this.#moved.set(chatId, people)
    const known = people.get(person)
    if (!known || known.seq < seq) people.set(person, { seq, from })
    this.#timer ??= setTimeout(() => inBackground(this.#world(), 'reads', () => this.flush()), batchMs)
  }

  /** The caller holds the turn. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#moved.size === 0) return
    const world = this.#world()
    const moved = this.#moved
    this.#moved = new Map()
    await world.chats.load(moved.keys())
    const risen = risenMarks(world, moved)
    if (risen.length === 0) return
    try {
      await world.storage.commit(statementsOf(risen))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      // Marks are not worth a refusal: the device tells them again.
      for (const { chat } of risen) world.chats.drop(chat.id)
      return
    }
    for (const each of risen) await tell(world, each)
  }
}

interface Risen {
  readonly chat: ChatState
  readonly people: Map<PersonId, Moved>
  /** The author of the last message, when the two furthest marks changed: his ticks. */
  readonly ticksOf: PersonId | undefined
}

function risenMarks(world: World, moved: ReadonlyMap<ChatId, Map<PersonId, Moved>>): Risen[] {
  const risen: Risen[] = []
  for (const [chatId, people] of moved) {
    const chat = world.chats.get(chatId)
    if (!chat) continue
    const before = JSON.stringify(topRead(chat))
    for (const [id, mark] of people) {
      const member = chat.members.get(id)
      mark.seq = Math.min(mark.seq, chat.seq)
      if (!member || mark.seq <= member.readSeq) people.delete(id)
      else {
        member.readSeq = mark.seq
        member.change = world.counters.nextChange()
      }
    }
    if (people.size === 0) continue
    const author = chat.last?.author
    const told = author !== undefined && chat.members.has(author) && before !== JSON.stringify(topRead(chat))
    if (told) (chat.members.get(author) as { change: number }).change = world.counters.nextChange()
    risen.push({ chat, people, ticksOf: told ? author : undefined })
  }
  return risen
}

function statementsOf(risen: readonly Risen[]): Statement[] {
  const rows = risen.flatMap(({ chat, people, ticksOf }) =>
    [...new Set([...people.keys(), ...(ticksOf ? [ticksOf] : [])])].map((id) => {
      const member = chat.members.get(id)
      return [chat.id, id, member?.readSeq, member?.change]
    }),
  )
  const sql = `UPDATE chat_members SET read_seq = value ->> 2, change = value ->> 3 FROM json_each(?)
    WHERE chat_id = value ->> 0 AND person_id = value ->> 1`
  return [{ sql, args: [JSON.stringify(rows)] }]
}

async function tell(world: World, { chat, people, ticksOf }: Risen): Promise<void> {
  const { hub, store } = world
  for (const [id, { from }] of people) {
    const others = [...hub.of(id)].filter((each) => each !== from)
    if (others.length === 0) continue
    const unread = (await unreadOf(store, id, [chat])).get(chat.id) ?? 0
    const { readSeq, change } = chat.members.get(id) as { readSeq: number; change: number }
    const frame = wireFrame({ type: 'mark', chatId: chat.id, readSeq, unread, change })
    for (const connection of others) connection.send(frame, change)
  }
  const marks = [...people].map(([id, { seq }]) => [id, seq] as const)
  const seen = wireFrame({ type: 'seen', chatId: chat.id, marks })
  for (const viewer of hub.viewers(chat.id)) if (!(people.size === 1 && people.has(viewer.personId))) viewer.send(seen)
  if (ticksOf) tellTicks(world, chat, ticksOf)
}

/** In the chat list two ticks stand at one's own last message only; whoever follows the log is told by `seen`. */
function tellTicks({ hub }: World, chat: ChatState, author: PersonId): void {
  const { change } = chat.members.get(author) as { change: number }
  const frame = wireFrame({ type: 'head', head: { id: chat.id, change, topRead: topRead(chat) } })
  const followers = hub.channel(logName(chat.id, chat.firstSeq, chat.generation))?.subscribers
  for (const connection of hub.of(author)) if (!followers?.has(connection)) connection.send(frame, change)
}
