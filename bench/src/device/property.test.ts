import { deleteMessage, editMessage, reactToMessage, sendMessage } from '@zvonok/schema/messages/commands'
import { removeServer, startServer, type TestServer } from '@zvonok/sync-server/testing/server'
import { openMemoryStore } from '@zvonok/web/platform/memory-store'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deviceOf, type TestDevice, until } from './devices.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ limits: 'off' })
})
afterAll(() => removeServer(server))

const names = ['olga', 'petya', 'masha'] as const

type Step =
  | { readonly what: 'send' | 'edit' | 'delete' | 'react'; readonly who: number; readonly on: boolean }
  | { readonly what: 'cut' | 'restore' | 'drop' | 'restart' | 'turn' | 'sent'; readonly who: number }

const who = fc.nat(names.length - 1)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('send' as const), who, on: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constantFrom('edit', 'delete', 'react'), who, on: fc.boolean() }) },
  {
    weight: 6,
    arbitrary: fc.record({ what: fc.constantFrom('cut', 'restore', 'drop', 'restart', 'turn', 'sent'), who }),
  },
)

/** One person at one device, over its restarts. */
class Actor {
  /** Ids of what the person wrote, in order. */
  readonly sent: string[] = []
  now!: TestDevice
  readonly #name: (typeof names)[number]
  readonly #chatId: string
  readonly #store = openMemoryStore()

  constructor(name: (typeof names)[number], chatId: string) {
    this.#name = name
    this.#chatId = chatId
  }

  async start(): Promise<void> {
    const trouble = { doubled: 0.3, delayMs: 3 }
    this.now = await deviceOf(server, server.school[this.#name], { store: this.#store, trouble })
    // On the screen all the time: live updates, pages and restarts meet.
    this.now.device.open(this.#chatId)
  }

  async do(step: Step): Promise<void> {
    const { device, line } = this.now
    const at = { chatId: this.#chatId, messageId: this.sent.at(-1) ?? '' }
    switch (step.what) {
      case 'send':
        this.sent.push(device.run(sendMessage, { chatId: at.chatId, text: `${this.#name} ${this.sent.length}` }).id)
        return
      case 'edit':
        if (at.messageId) device.run(editMessage, { ...at, text: `${this.#name} исправляет ${this.sent.length}` })
        return
      case 'delete':
        if (at.messageId) device.run(deleteMessage, at)
        return
      case 'react':
        if (at.messageId) device.run(reactToMessage, { ...at, emoji: '👍', on: step.on })
        return
      case 'restart':
        await device.close()
        return this.start()
      case 'turn':
        return void (await new Promise((resolve) => setImmediate(resolve)))
      case 'sent':
        line.restore()
        return this.#sent()
      default:
        return line[step.what]()
    }
  }

  /** The line is good from now on: nothing is left to send. */
  async finish(): Promise<void> {
    this.now.line.restore()
    await this.#sent()
  }

  /** The screen shows `rows`. */
  async shows(rows: string): Promise<void> {
    const { device } = this.now
    const chat = device.open(this.#chatId)
    await until(device, () => shown(chat.rows()) === rows, chat)
  }

  #sent(): Promise<void> {
    const { device } = this.now
    return until(device, () => device.link() === 'live' && device.outbox().every(({ state }) => state === 'refused'))
  }
}

const shown = (rows: readonly { seq: number; kind: string; body: string; marks: Readonly<Record<string, number>> }[]) =>
  JSON.stringify(
    rows
      .filter(({ seq }) => seq > 0)
      .map(({ seq, kind, body, marks }) => [seq, kind, kind === 'notice' ? '' : body, marks['👍'] ?? 0]),
  )

async function truth(chatId: string): Promise<string> {
  const rows = await server.select(
    `SELECT seq, kind, CASE kind WHEN 'notice' THEN '' ELSE body END,
       (SELECT count(*) FROM reactions r WHERE r.chat_id = m.chat_id AND r.seq = m.seq)
     FROM messages m WHERE chat_id = ? ORDER BY seq`,
    [chatId],
  )
  return JSON.stringify(rows)
}

async function play(steps: readonly Step[]): Promise<void> {
  const group = { title: 'Проба', people: [server.school.petya, server.school.masha], permissions: {} }
  const made = await server.sync.runAs(server.school.olga, 'chats.createGroup', group)
  const { chatId } = made as { chatId: string }
  const actors = names.map((name) => new Actor(name, chatId))
  for (const actor of actors) await actor.start()
  await Promise.all(actors.map((actor) => actor.finish()))
  for (const each of steps) await actors[each.who]?.do(each)
  await Promise.all(actors.map((actor) => actor.finish()))
  const rows = await truth(chatId)
  await Promise.all(actors.map((actor) => actor.shows(rows)))
  const written = await server.select('SELECT seq, id FROM messages WHERE chat_id = ? ORDER BY seq', [chatId])
  expect(written.map(([seq]) => seq)).toEqual(written.map((_, i) => i + 1))
  for (const { sent } of actors)
    expect(written.filter(([, id]) => sent.includes(String(id))).map(([, id]) => id)).toEqual(sent)
  await Promise.all(actors.map(({ now }) => now.device.close()))
}

test('[PLATFORM-23] whatever the lines do: everything once, the own order kept, all devices the same', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), play), {
    numRuns: 25,
    endOnFailure: true,
  })
}, 120_000)
