/** Puts the parts of a device together. Nothing here waits for the network: what the device has is there when `openDevice` resolves. */
import type { PersonRow } from '@zvonok/schema/chats/head'
import type { PersonId } from '@zvonok/schema/core/ids'
import type { LogEntry } from '@zvonok/schema/messages/document'
import { type Clock, systemClock } from './clock.ts'
import { Core } from './core.ts'
import type { Device, FoundMessage, LinkState } from './device.ts'
import type { Persist } from './persist.ts'
import type { Connect } from './socket.ts'
import type { DeviceStore } from './store.ts'
import type { Tabs } from './tabs.ts'

export interface DeviceParts {
  readonly personId: PersonId
  readonly store: DeviceStore
  readonly connect: Connect
  readonly clock?: Clock
  /** 0 ≤ x < 1, for the pause before a new line. */
  readonly random?: () => number
  /** Runs when nothing more urgent is to be done. */
  readonly idle?: (run: () => void) => void
  readonly tabs?: Tabs
  /** Where the person's own document is kept; the store when absent. */
  readonly persist?: () => Promise<Persist>
  /** Tells of line and screen from now on. Returns the clean-up. */
  readonly signals?: (signals: Signals) => () => void
  /** Brings the newest messages of the latest chats to the device before anybody opens them. */
  /** `little`: where each megabyte costs. */
  readonly prefetch?: 'all' | 'little'
  /** What else of the person is on the device besides the store. */
  readonly wipe?: () => Promise<void>
}

export interface Signals {
  /** The line may be back. */
  online(): void
  /** The system says that there is no line. */
  offline(): void
  /** The screen is looked at. */
  shown(): void
  /** The screen is not looked at any more: the browser may stop everything. */
  hidden(): void
}

/** What only the headless client needs. */
export interface HeadlessDevice extends Device {
  /** An open chat has its newest messages, and the next ones come by themselves. */
  isFollowing(chatId: string): boolean
  /** Entries that come at the end of an open chat's log. */
  onArrived(listener: (arrival: { chatId: string; seq: number; entry: LogEntry }) => void): () => void
}

/** Opens a person's copy and starts to connect. Rejects when the store cannot be read. */
export async function openDevice(parts: DeviceParts): Promise<HeadlessDevice> {
  const { store, tabs } = parts
  const clock = parts.clock ?? systemClock
  const kv = new Map(await store.all('kv'))
  const core = new Core(
    {
      ...{ personId: parts.personId, store, connect: parts.connect, clock, tabs, persist: parts.persist },
      random: parts.random ?? Math.random,
      idle: parts.idle ?? ((run) => void clock.after(0, run)),
    },
    kv,
  )
  if (kv.has('cursor')) await Promise.all([core.load(kv), core.own.load().catch(() => loadOwnLater(core))])
  else {
    loadOwnLater(core)
    await core.load(kv)
  }
  core.link.wake()
  const stopSignals = parts.signals?.({
    online: () => core.link.wake(),
    offline: () => core.link.lost(),
    shown() {
      tabs?.takeLead()
      core.link.wake()
    },
    hidden: () => void core.saver.flush(),
  })
  if (parts.prefetch)
    onceLine(core, ['live'], () => void import('./prefetch.ts').then(({ prefetch }) => prefetch(core, parts.prefetch)))

  async function close(): Promise<void> {
    stopSignals?.()
    await core.own.close()
    await core.close()
  }
  return {
    ...reading(core),
    ...writing(core),
    get own() {
      return core.own.maps
    },
    close,
    wipe: () => wipe(core, parts, close),
  }
}

/** The next time that the line is one of `states`, when there is nothing more urgent. */
function onceLine(core: Core, states: readonly LinkState[], run: () => void): void {
  const stop = core.on('link', () => {
    if (!states.includes(core.linkState())) return
    stop()
    core.parts.idle(run)
  })
}

/** The list needs the line for itself. Without a line the code of documents cannot come to a device that has nothing yet; the next one brings it. */
const loadOwnLater = (core: Core): void =>
  onceLine(core, ['live', 'offline'], () => void core.own.load().catch(() => loadOwnLater(core)))

const noCalls: readonly never[] = []

function reading(core: Core) {
  return {
    personId: core.parts.personId,
    me: () => core.list.me,
    link: () => core.linkState(),
    syncedAtMs: () => core.list.syncedAtMs,
    storage: () => core.saver.state(),
    nowMs: () => core.clock.nowMs(),
    chats: () => core.drawing.all(),
    chat: (id) => core.drawing.item(id),
    person: (id) => core.list.people.get(id),
    contacts: () => contacts(core),
    leftChats: () => core.leftChats.filter(({ id }) => !core.list.chats.has(id)),
    calls: () => core.calls?.running ?? noCalls,
    call: (id) => core.calls?.of(id),
    outbox: () => core.outbox.entries(),
    isOwnRefused: () => core.own.isRefused,
    draft: (chatId) => core.drafts.of(chatId),
    presence: (id) => core.presence.of(id),
    on: (topic, listener) => core.on(topic, listener),
    isFollowing: (chatId) => core.open.get(chatId)?.log.isFollowing() ?? false,
    onArrived: (listener) => core.open.arrived.on(listener),
    search: (query, chatId) => search(core, query, chatId),
    async findColleagues(name) {
      return (await core.colleagues(name))?.people
    },
    async reactors(chatId, messageId) {
      const answer = await core.reactors(chatId, messageId)
      return answer && new Map(answer.reactors)
    },
  } satisfies Partial<HeadlessDevice>
}

function writing(core: Core) {
  return {
    open: (id) => core.open.opening(id).handle(),
    openPlan: async (id, options) => (await import('./plan-copy.ts')).openPlanCopy(core, id, options),
    run: (command, args, id) => core.outbox.add(command, args, id),
    ask: (name, args, id) => core.ask(name, args, id),
    retry: (id) => core.outbox.retry(id),
    discard: (id) => core.outbox.discard(id),
    setDraft(chatId, text) {
      if (!core.drafts.set(chatId, text)) return
      core.parts.tabs?.post({ what: 'draft', chatId, text })
      core.tell('drafts', 'chats')
    },
    watch: (people) => core.presence.watch(people),
  } satisfies Partial<HeadlessDevice>
}

const contacts = ({ contacts: ids, list }: Core): PersonRow[] =>
  ids
    .map((id) => list.people.get(id))
    .filter((person) => person !== undefined)
    .sort((a, b) => a.family.localeCompare(b.family, 'ru') || a.given.localeCompare(b.given, 'ru'))

async function search(core: Core, query: string, chatId?: string): Promise<FoundMessage[]> {
  const { SearchIndex } = await import('./search.ts')
  core.search ??= new SearchIndex()
  const index = core.search
  await index.fill(async () => {
    await core.saver.flush()
    return core.parts.store
  })
  const own = core.own.maps
  return index.find(
    query,
    (message) =>
      (chatId === undefined || message.chatId === chatId) &&
      core.list.chats.has(message.chatId) &&
      !own.hidden.has(message.id) &&
      message.seq > (own.cleared.get(message.chatId) ?? 0),
  )
}

async function wipe(core: Core, parts: DeviceParts, close: () => Promise<void>): Promise<void> {
  parts.tabs?.post({ what: 'wiped' })
  core.seal()
  await close()
  await parts.store.wipe()
  await parts.wipe?.()
}
