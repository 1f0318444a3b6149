/**
 * The one writer. Commands gather while the disk is busy (at most 3 ms when it is not), go through the gate in their order, and become one
 * transaction: all of a group is on disk before anybody hears of it, or none of it is.
 */
import type { CommandId } from '@zvonok/schema/core/ids'
import { type RefusalCode, Refused } from '@zvonok/schema/core/refusal'
import { inBackground, reasonOf } from './background.ts'
import { commitDraft, dropDraft } from './commit.ts'
import { Draft } from './draft.ts'
import { type CommandCall, doCommand, type Outcome } from './gate.ts'
import type { World } from './world.ts'

const windowMs = 3
/** Longer groups would keep the first one waiting. */
const maxGroup = 500

interface Waiting extends CommandCall {
  answer(outcome: Outcome): void
}

export class Writer {
  #queue: Waiting[] = []
  #scheduled = false
  #lastCommitMs = 0
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  submit(call: CommandCall, answer: (outcome: Outcome) => void): void {
    this.#queue.push({ ...call, answer })
    this.#schedule()
  }

  /** Resolves when everything submitted so far is answered. */
  async settled(): Promise<void> {
    while (this.#queue.length > 0 || this.#scheduled) await new Promise((resolve) => setTimeout(resolve, windowMs))
    await this.#world.turns.run(() => undefined)
  }

  /** The commands of one turn of the event loop go together in any case. */
  #schedule(): void {
    if (this.#scheduled || this.#queue.length === 0) return
    this.#scheduled = true
    const restMs = this.#lastCommitMs + windowMs - performance.now()
    const run = (): void =>
      inBackground(this.#world, 'writer', async () => {
        await this.#run()
        this.#schedule()
      })
    if (restMs > 0) setTimeout(run, restMs)
    else setImmediate(run)
  }

  async #run(): Promise<void> {
    const group = this.#queue.splice(0, maxGroup)
    this.#scheduled = false
    const { metrics } = this.#world
    metrics.add('commands_total', group.length)
    metrics.max('group_size_max', group.length)
    const broken = new Set<Waiting>()
    // A command that breaks (a bug) must not take the others with it: without it, the group is done anew.
    while (!(await this.#attempt(group, broken))) metrics.add('groups_repeated_total')
    this.#lastCommitMs = performance.now()
  }

  /** False when a command broke: it is in `broken` now and nothing happened. */
  async #attempt(group: readonly Waiting[], broken: Set<Waiting>): Promise<boolean> {
    const world = this.#world
    const draft = new Draft(world, world.clock())
    const outcomes = new Map<Waiting, Outcome>()
    let known: Known
    try {
      known = await knownBefore(world, group)
    } catch {
      for (const each of group) this.#answer(each, { code: 'core.unavailable' })
      return true
    }
    for (const each of group) {
      try {
        const outcome = broken.has(each) ? { code: 'core.unavailable' as const } : await this.#one(draft, each, known)
        outcomes.set(each, outcome)
      } catch (error) {
        world.log('command.broken', { name: each.name, reason: reasonOf(error) })
        broken.add(each)
        dropDraft(world, draft)
        return false
      }
    }
    await this.#commit(draft, outcomes)
    return true
  }

  async #one(draft: Draft, call: Waiting, known: Known): Promise<Outcome> {
    const key = `${call.personId}.${call.id}`
    const answered = known.answers.get(key)
    if (answered !== undefined) return answered
    try {
      if (known.ids.has(call.id) || draft.isTaken(call.id)) throw new Refused('core.badInput')
      const result = await doCommand(this.#world, draft, call)
      const outcome = { result }
      draft.commandRows.push([call.personId, call.id, JSON.stringify(result), draft.nowMs])
      known.answers.set(key, outcome)
      return outcome
    } catch (error) {
      if (error instanceof Refused) return { code: error.code }
      throw error
    }
  }

  async #commit(draft: Draft, outcomes: ReadonlyMap<Waiting, Outcome>): Promise<void> {
    const answerAll = (): void => {
      for (const [each, outcome] of outcomes) this.#answer(each, outcome)
    }
    if (draft.empty) return answerAll()
    try {
      await commitDraft(this.#world, draft, answerAll)
    } catch (error) {
      const code: RefusalCode = error instanceof Refused ? error.code : 'core.unavailable'
      if (!(error instanceof Refused)) this.#world.log('group.failed', { reason: reasonOf(error) })
      // Also those that would have been refused: they may have been refused because of what now did not happen.
      for (const each of outcomes.keys()) this.#answer(each, { code })
    }
  }

  #answer(call: Waiting, outcome: Outcome): void {
    if ('code' in outcome) this.#world.metrics.add(`refused_total{code="${outcome.code}"}`)
    call.answer(outcome)
  }
}

interface Known {
  /** `<person>.<command>` → what was answered before. */
  readonly answers: Map<string, Outcome>
  /** Taken by messages or chats before this group. */
  readonly ids: ReadonlySet<CommandId>
}

async function knownBefore({ store }: World, group: readonly CommandCall[]): Promise<Known> {
  const answers = new Map<string, Outcome>()
  const ids = new Set<CommandId>()
  for (const { personId, id } of group) {
    const [row] = await store.rows<[result: string | null, taken: number]>({ sql: knownSql, args: [personId, id] })
    if (typeof row?.[0] === 'string') answers.set(`${personId}.${id}`, { result: JSON.parse(row[0]) })
    else if (row?.[1] === 1) ids.add(id)
  }
  return { answers, ids }
}

const knownSql = `SELECT (SELECT result FROM commands WHERE person_id = ?1 AND id = ?2),
  EXISTS (SELECT 1 FROM messages WHERE id = ?2) OR EXISTS (SELECT 1 FROM chats WHERE id = ?2)`
