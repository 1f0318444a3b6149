import type { ChatId } from '@zvonok/schema/core/ids'
import { logName } from '@zvonok/schema/messages/document'
import type { Core } from './core.ts'
import { followPacks, maxPacks } from './lesson-packs.ts'

/** About 100 kB: a page and a segment of each. */
const maxChats = 10

/** What comes to the device before anybody asks for it. */
export function prefetch(core: Core, much: 'all' | 'little' = 'all'): void {
  if (much === 'all') followChats(core)
  followPacks(core, maxPacks[much])
}

/** PLATFORM-24. After each sign of life the newest messages of the latest chats come to the device, one chat after the other when idle. */
function followChats(core: Core): void {
  let running = false
  function start(): void {
    if (core.linkState() !== 'live' || running) return
    running = true
    core.parts.idle(() => void run().finally(() => (running = false)))
  }
  core.on('link', start)
  start()

  async function run(): Promise<void> {
    for (const id of latest(core)) {
      if (core.linkState() !== 'live') return
      if (!(await isStored(core, id))) await follow(core, id)
    }
  }
}

const latest = ({ list }: Core): ChatId[] =>
  [...list.chats.values()]
    .filter(({ head }) => head.seq > 0)
    .sort((a, b) => (b.head.last?.atMs ?? 0) - (a.head.last?.atMs ?? 0))
    .slice(0, maxChats)
    .map(({ head }) => head.id)

async function isStored({ list, parts }: Core, id: ChatId): Promise<boolean> {
  const head = list.chats.get(id)?.head
  return !head || (await parts.store.docs(logName(id, head.firstSeq, head.generation))).length > 0
}

/** Opens a chat until its newest segment is here, or the line or the chat is gone. */
function follow(core: Core, id: ChatId): Promise<void> {
  const opened = core.open.opening(id)
  const chat = opened.handle()
  return new Promise((resolve) => {
    const check = () => {
      if (!opened.log.isFollowing() && core.linkState() === 'live' && chat.phase() !== 'gone') return
      stop()
      chat.close()
      core.parts.idle(resolve)
    }
    const stops = [chat.on(check), core.on('link', check)]
    const stop = () => {
      for (const each of stops) each()
    }
    check()
  })
}
