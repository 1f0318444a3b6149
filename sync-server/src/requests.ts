/** What a socket may ask besides commands. Strangers' chats and those that do not exist get one answer. */
import { type ClientFrame, closeCode } from '@zvonok/schema/core/frames'
import type { MessageId, PersonId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import { mayWrite } from '@zvonok/schema/messages/rules'
import { reasonOf } from './background.ts'
import { type ChatState, chatFacts, directPeer } from './chats.ts'
import type { Connection } from './connection.ts'
import { contactsOf, leftChatsOf } from './contacts.ts'
import { packedFrame, wireFrame } from './frame-buffer.ts'
import { contactIn } from './gate.ts'
import { infoFor } from './infos.ts'
import { limit } from './limits.ts'
import { found, newestPage, pageFor } from './pages.ts'
import { subscribe } from './segments.ts'
import type { World } from './world.ts'
import { receiveDoc } from './written-documents.ts'

type Request = Exclude<ClientFrame, { type: 'command' }>

/** What needs no look at the database is answered at once, the rest in a turn: then the promise is fulfilled after it. */
export function handleRequest(world: World, connection: Connection, frame: Request): Promise<void> | undefined {
  switch (frame.type) {
    case 'ping':
      connection.send(wireFrame({ type: 'pong', serverMs: world.clock() }))
      return
    case 'close':
      world.hub.unview(connection, frame.chatId)
      return
    case 'unsubscribe':
    case 'docClose':
      world.hub.unsubscribe(connection, frame.doc)
      return
    case 'read':
      world.reads.move(connection.personId, frame.chatId, frame.seq, connection)
      return
    default:
      return world.turns
        .run(() => answer(world, connection, frame))
        .catch((error: unknown) => {
          world.log('request.failed', { type: frame.type, reason: reasonOf(error) })
          connection.terminate()
        })
  }
}

/** What only asks: its answer would not be sent to one who is behind, so it is not worth the work either. */
const onlyAsks: ReadonlySet<Request['type']> = new Set(['contacts', 'colleagues', 'page', 'info', 'reactors', 'find'])

async function answer(world: World, connection: Connection, frame: Request): Promise<void> {
  if (!connection.open || (connection.behind && onlyAsks.has(frame.type))) return
  switch (frame.type) {
    case 'subscribe':
      return subscribe(world, connection, frame.doc, frame.state)
    case 'doc':
      return receiveDoc(world, connection, frame.doc, frame.payload)
    case 'contacts':
      return connection.send(
        packedFrame({
          type: 'contacts',
          people: await contactsOf(world, connection.personId),
          left: await leftChatsOf(world, connection.personId),
        }),
      )
    case 'colleagues':
      return sendColleagues(world, connection, frame.name)
    case 'watch':
      return world.presence.watch(connection, frame.people)
    case 'open':
    case 'page':
    case 'info':
    case 'reactors':
    case 'find':
    case 'typing': {
      await world.chats.load([frame.chatId])
      const chat = world.chats.of(frame.chatId, connection.personId)
      if (chat) return inChat(world, connection, chat, frame)
      return connection.send(wireFrame({ type: 'closed', doc: frame.chatId, code: closeCode.notFound }))
    }
  }
}

type ChatRequest = Extract<Request, { type: 'open' | 'page' | 'info' | 'reactors' | 'find' | 'typing' }>

async function inChat(world: World, connection: Connection, chat: ChatState, frame: ChatRequest): Promise<void> {
  const { personId } = connection
  switch (frame.type) {
    case 'open': {
      if (connection.opened.size >= limit.openChats && !connection.opened.has(chat.id))
        return connection.send(wireFrame({ type: 'closed', doc: chat.id, code: closeCode.tooMany }))
      await world.reads.flush()
      world.hub.view(connection, chat.id)
      const page = await newestPage(world, personId, chat, frame.haveSeq)
      return connection.send(packedFrame({ type: 'page', ...page }))
    }
    case 'page': {
      const page = await pageFor(world, personId, chat, frame.beforeSeq, frame.count)
      return connection.send(packedFrame({ type: 'page', ...page }))
    }
    case 'info':
      return connection.send(packedFrame({ type: 'info', ...(await infoFor(world, personId, chat)) }))
    case 'reactors':
      return sendReactors(world, connection, chat, frame.messageId)
    case 'find':
      return connection.send(packedFrame({ type: 'found', ...(await found(world, personId, chat, frame.ids)) }))
    case 'typing':
      return tellTyping(world, connection, chat)
  }
}

async function sendColleagues(world: World, connection: Connection, name: string): Promise<void> {
  const { personId } = connection
  await world.people.load([personId])
  const found = await world.colleagues.find(must(world.people.get(personId), 'own facts'), name)
  const people = await world.rows.withContact(personId, found)
  connection.send(packedFrame({ type: 'colleagues', name, people }))
}

async function sendReactors(
  world: World,
  connection: Connection,
  { id: chatId, members }: ChatState,
  messageId: MessageId,
): Promise<void> {
  const rows = await world.store.select<[string, PersonId]>(
    'r.emoji, r.person_id',
    `FROM messages m JOIN reactions r ON r.chat_id = m.chat_id AND r.seq = m.seq
     WHERE m.id = ? AND m.chat_id = ? AND m.seq >= ? ORDER BY r.emoji LIMIT 1000`,
    [messageId, chatId, members.get(connection.personId)?.fromSeq ?? 1],
  )
  const byEmoji = new Map<string, PersonId[]>()
  for (const [emoji, person] of rows) byEmoji.set(emoji, [...(byEmoji.get(emoji) ?? []), person])
  connection.send(packedFrame({ type: 'reactors', chatId, messageId, reactors: [...byEmoji] }))
}

/** Only of those who may write, to the others who have the chat on the screen. */
async function tellTyping({ hub, clock, people }: World, connection: Connection, chat: ChatState): Promise<void> {
  const { personId } = connection
  const peer = directPeer(chat, personId)
  if (peer) await people.load([personId, peer])
  const contact = peer ? contactIn(people, chat, personId) : chat.contact
  if (!mayWrite(chatFacts(chat, contact), personId).allowed || !connection.mayTellTyping(chat.id, clock())) return
  const frame = wireFrame({ type: 'typing', chatId: chat.id, personId })
  for (const viewer of hub.viewers(chat.id)) if (viewer.personId !== personId) viewer.send(frame)
}
