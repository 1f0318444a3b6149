import { type ChatKind, defaultPermissions } from '@zvonok/schema/chats/facts'
import type { Me, PersonRow } from '@zvonok/schema/chats/head'
import { openOwn } from '@zvonok/schema/chats/own-document'
import type { Command } from '@zvonok/schema/core/command'
import { newId } from '@zvonok/schema/core/ids'
import { yes } from '@zvonok/schema/core/refusal'
import * as Y from 'yjs'
import type { KnownCall } from '../platform/calls.ts'
import type {
  ChatItem,
  CommandAnswer,
  Device,
  LinkState,
  OpenChat,
  OutboxEntry,
  ShownMessage,
  StorageState,
  Topic,
} from '../platform/device.ts'

interface FakeChat {
  kind: ChatKind
  title: string
  members: string[]
  admins: string[]
  rows: ShownMessage[]
  unread: number
  peer?: PersonRow
}

/** A device without store, wire and rules: what it is told to hold, and what was run on it. For tests of screens. */
export function fakeDevice(options: { me: Me; people?: readonly PersonRow[]; nowMs?: number }) {
  const { me } = options
  const nowMs = options.nowMs ?? Date.now()
  const people = new Map([me, ...(options.people ?? [])].map((person) => [person.id, person]))
  const chats = new Map<string, FakeChat>()
  const drafts = new Map<string, string>()
  const listeners = new Map<Topic | string, Set<() => void>>()
  const ran: { name: string; args: unknown }[] = []
  const state = {
    link: 'live' as LinkState,
    storage: 'ok' as StorageState,
    outbox: [] as OutboxEntry[],
    pageSize: 50,
    typing: [] as string[],
    pinned: [] as string[],
    seen: new Map<string, number>(),
    calls: [] as KnownCall[],
    answer: (_name: string, _args: unknown): CommandAnswer | undefined => undefined,
  }
  const doc = new Y.Doc()
  const own = openOwn(doc)
  doc.on('update', () => tell('own'))

  function tell(...topics: string[]): void {
    for (const topic of topics) for (const listener of listeners.get(topic) ?? []) listener()
  }
  function on(topic: string, listener: () => void): () => void {
    const set = listeners.get(topic) ?? new Set()
    listeners.set(topic, set.add(listener))
    return () => set.delete(listener)
  }
  function item(id: string): ChatItem | undefined {
    const chat = chats.get(id)
    if (!chat) return undefined
    const last = chat.rows.at(-1)
    const draft = drafts.get(id)
    return {
      head: {
        ...{ id, kind: chat.kind, schoolId: null, title: chat.title, permissions: defaultPermissions(chat.kind) },
        ...{
          pinned: state.pinned,
          memberCount: chat.members.length,
          seq: chat.rows.length,
          firstSeq: 1,
          generation: 1,
        },
        ...{ infoVersion: 1, change: 1, topRead: [] },
      },
      mine: {
        role: chat.admins.includes(me.id) ? 'admin' : 'member',
        ...{ muted: false, readSeq: chat.rows.length - chat.unread, unread: chat.unread },
      },
      unread: chat.unread,
      ...(chat.peer && { peer: chat.peer }),
      ...(last && { last }),
      ...(draft && { draft }),
    }
  }
  function open(id: string): OpenChat {
    let shown = state.pageSize
    let kept: readonly ShownMessage[] = []
    const rows = () => {
      const now = (chats.get(id)?.rows ?? []).slice(-shown)
      if (now.length !== kept.length || now.some((row, i) => row !== kept[i])) kept = now
      return kept
    }
    const all = () => chats.get(id)?.rows.length ?? 0
    return {
      id,
      rows,
      item: () => item(id),
      facts: () => {
        const chat = chats.get(id)
        const known = item(id)
        if (!chat || !known) return undefined
        const members = chat.members.map((person) => {
          const role = chat.admins.includes(person) ? ('admin' as const) : ('member' as const)
          return [person, { role, muted: false, byRoster: false }] as const
        })
        return { ...known.head, contact: yes, members: new Map(members) } as ReturnType<OpenChat['facts']>
      },
      phase: () => (chats.has(id) ? 'ready' : 'gone'),
      hasOlder: () => shown < all(),
      async loadOlder() {
        if (shown >= all() || state.link !== 'live') return false
        shown += state.pageSize
        tell(id)
        return true
      },
      async loadTo(seq) {
        shown = Math.max(shown, all() - seq + 20)
        tell(id)
        return seq <= all()
      },
      async find(ids) {
        const found = (chats.get(id)?.rows ?? []).filter((row) => ids.includes(row.id) && row.kind === 'text')
        return found.map((row) => ({ ...row, chatId: id }))
      },
      members: () =>
        new Map(
          chats
            .get(id)
            ?.members.map((person) => [
              person,
              { role: chats.get(id)?.admins.includes(person) ? 'admin' : 'member', muted: false, byRoster: false },
            ]),
        ),
      seen: () => state.seen,
      typing: () => state.typing,
      tellTyping: () => undefined,
      markRead(seq) {
        const chat = chats.get(id)
        if (!chat || seq < chat.rows.length || chat.unread === 0) return
        chat.unread = 0
        tell('chats', id)
      },
      on: (listener) => on(id, listener),
      close: () => undefined,
    }
  }
  const device: Device = {
    ...{ personId: me.id, own, open, on },
    me: () => me,
    link: () => state.link,
    syncedAtMs: () => nowMs,
    storage: () => state.storage,
    nowMs: () => nowMs,
    chats: () => [...chats.keys()].map((id) => item(id)).filter((one) => one !== undefined),
    chat: item,
    person: (id) => people.get(id),
    contacts: () => [...people.values()].filter(({ id }) => id !== me.id),
    leftChats: () => [],
    run<Args, Result>(command: Command<Args, Result>, args: Args, id = newId()) {
      ran.push({ name: command.name, args })
      return { id, done: new Promise<Result>(() => undefined) }
    },
    calls: () => state.calls,
    call: (id) => state.calls.find((call) => call.id === id),
    async ask(name, args) {
      ran.push({ name, args })
      return state.answer(name, args)
    },
    outbox: () => state.outbox,
    retry: (id) => void ran.push({ name: 'retry', args: id }),
    discard: (id) => void ran.push({ name: 'discard', args: id }),
    draft: (id) => drafts.get(id) ?? '',
    openPlan: () => Promise.reject(new Error('there are no plans here')),
    setDraft(id, text) {
      drafts.set(id, text)
      tell('drafts', 'chats')
    },
    async search(query, chatId) {
      return [...chats]
        .filter(([id]) => chatId === undefined || id === chatId)
        .flatMap(([id, chat]) => chat.rows.map((row) => ({ ...row, chatId: id })))
        .filter(({ body }) => body.toLowerCase().includes(query.toLowerCase()))
    },
    isOwnRefused: () => false,
    findColleagues: async () => undefined,
    reactors: async () => undefined,
    presence: () => ({ online: true }),
    watch: () => undefined,
    close: async () => undefined,
    wipe: async () => undefined,
  }
  return {
    ...{ device, ran, state, tell, own },
    addChat(id: string, chat: Partial<FakeChat> & { title: string }) {
      chats.set(id, {
        ...{ kind: 'group', members: [me.id, ...(options.people ?? []).map((one) => one.id)], admins: [me.id] },
        ...{ rows: [], unread: 0 },
        ...chat,
      })
      tell('chats', id)
    },
    setRows(id: string, rows: ShownMessage[]) {
      const chat = chats.get(id)
      if (chat) chat.rows = rows
      tell('chats', id)
    },
  }
}

/** A row with what tests do not care about filled in. */
export const message = (fields: Partial<ShownMessage> & { seq: number; author: string }): ShownMessage => ({
  ...{ id: `message-${fields.seq}`, atMs: fields.seq * 60_000, kind: 'text', body: `Сообщение ${fields.seq}` },
  ...{ state: 'sent', marks: {}, myMarks: [] },
  ...fields,
})
