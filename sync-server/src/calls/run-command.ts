import type { Call, CallId } from '@zvonok/schema/calls/call'
import { type CallCommand, callCommands, joinCall, startInChat, startMeeting } from '@zvonok/schema/calls/commands'
import { defaultQuietHours, isQuiet } from '@zvonok/schema/calls/quiet-hours'
import { asItRings } from '@zvonok/schema/calls/ringing'
import type { CallFacts } from '@zvonok/schema/calls/rules'
import { CommandId, type PersonId, type SchoolId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import * as v from 'valibot'
import { type CommandCall, factsOfChat, loadChats } from '../gate.ts'
import type { World } from '../world.ts'
import type { LiveCalls } from './live-calls.ts'

const commandVersion = 1

/**
 * Does one command; the caller holds the turn.
 * @param answer called with the result when it is on disk: `{callId, state}` of a start and of joining, else null
 * @throws {Refused}
 */
export async function runCommand(
  world: World,
  live: LiveCalls,
  asked: CommandCall,
  answer: (result: unknown) => void,
): Promise<void> {
  const { command, args } = await resolved(world, live, checked(asked), asked)
  const id = command.callId(args)
  const before = id === undefined ? undefined : await live.find(id)
  const facts = await factsFor(world, asked.personId, before, command.needs(args))
  const decision = command.rule(facts, args)
  if (!decision.allowed) throw new Refused(decision.code)
  if (id === undefined && !live.rooms.ready) throw new Refused('calls.off')
  const tx = { id: asked.id, actor: asked.personId, nowMs: facts.nowMs }
  const written = command.write(tx, facts, args)
  const after = await ringing(world, facts, written, isUrgent(args))
  if (isUrgent(args)) world.log('calls.urgent', { callId: after.id, personId: asked.personId })
  await live.put(before, after, () => answer(resultOf(command, after, asked.personId)))
}

/** What rules ask. @throws {Refused} `core.forbidden` when the person has left the roster */
export async function factsFor(
  world: World,
  actorId: PersonId,
  call: Call | undefined,
  needs: ReturnType<CallCommand['needs']> = {},
): Promise<CallFacts> {
  const asked = await loadChats(world, [...(call?.chats ?? []), ...(needs.chats ?? [])], actorId)
  for (const id of needs.people ?? []) asked.add(id)
  for (const id of call?.people.keys() ?? []) asked.add(id)
  if (call) asked.add(call.startedBy)
  await world.people.load(asked)
  const actor = world.people.get(actorId)
  if (!actor?.active) throw new Refused('core.forbidden')
  return {
    nowMs: world.clock(),
    actor,
    school: world.people.policy,
    call,
    chat: (id) => factsOfChat(world, id, actorId),
    person: (id) => world.people.get(id),
  }
}

interface Checked {
  // biome-ignore lint/suspicious/noExplicitAny: the arguments were checked by the command's own schema
  readonly command: CallCommand<any>
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly args: any
}

function checked({ id, name, version, args }: CommandCall): Checked {
  if (!v.is(CommandId, id)) throw new Refused('core.badInput')
  const command = callCommands.get(name)
  if (!command) throw new Refused('core.unknownCommand')
  if (version !== commandVersion) throw new Refused(version < commandVersion ? 'core.updateFirst' : 'core.unavailable')
  const parsed = v.safeParse(command.args, args)
  if (!parsed.success) throw new Refused('core.badInput')
  return { command, args: parsed.output }
}

/** CALLS-1. What begins a call may find it already there: by the same command, or in the same chat. Then it joins it. */
async function resolved(
  world: World,
  live: LiveCalls,
  given: Checked,
  { id, personId }: CommandCall,
): Promise<Checked> {
  if (given.command.callId(given.args) !== undefined) return given
  const known = await live.find(id)
  if (known && known.startedBy !== personId) throw new Refused('core.badInput')
  if (known) return { command: known.endedAtMs === undefined ? joinCall : seeEnded, args: { callId: id } }
  if (await isTaken(world, id)) throw new Refused('core.badInput')
  const [running, ...others] = runningIn(live, given)
  if (!running) return given
  if (others.length > 0 || chatsOf(given).length > 1) throw new Refused('core.unavailable')
  return { command: joinCall, args: { callId: running } }
}

/** The start of a call that is over, asked again. */
const seeEnded: CallCommand<{ callId: CallId }> = {
  ...joinCall,
  rule: () => ({ allowed: true }),
  write: (_tx, { call }) => call as Call,
}

const chatsOf = ({ command, args }: Checked): readonly string[] => {
  if (command === startInChat) return [args.chatId]
  return command === startMeeting ? args.chats : []
}

const runningIn = (live: LiveCalls, given: Checked): CallId[] => [
  ...new Set(
    chatsOf(given)
      .map((id) => live.inChat(id)?.id)
      .filter((id) => id !== undefined),
  ),
]

async function isTaken({ store }: World, id: string): Promise<boolean> {
  const [row] = await store.rows<[number]>({
    sql: 'SELECT EXISTS (SELECT 1 FROM messages WHERE id = ?1) OR EXISTS (SELECT 1 FROM chats WHERE id = ?1)',
    args: [id],
  })
  return row?.[0] === 1
}

async function ringing(world: World, facts: CallFacts, after: Call, urgent: boolean): Promise<Call> {
  await world.people.load(after.people.keys())
  const known = new Map<SchoolId, boolean>()
  const isQuietIn = (id: SchoolId, family: boolean): boolean => {
    const school = world.people.school(id)
    const quiet = school?.policy.quiet ?? defaultQuietHours
    if (!school || (family && quiet.family !== false)) return false
    const now = known.get(id) ?? isQuiet({ ...school, quiet }, facts.nowMs)
    known.set(id, now)
    return now
  }
  return asItRings(facts.call, after, { ...facts, isQuiet: isQuietIn }, urgent)
}

const isUrgent = (args: { urgent?: boolean }): boolean => args.urgent === true

function resultOf(command: CallCommand, after: Call, person: PersonId): unknown {
  const isEntry = command.callId({ callId: after.id }) === undefined || command === joinCall || command === seeEnded
  if (!isEntry) return null
  return { callId: after.id, state: after.people.get(person)?.state ?? null }
}
