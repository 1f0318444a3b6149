/**
 * What people may do to calls. A call lives while it lives: its commands are asked of the server now and never wait in an outbox. Each is a
 * pure function from the call to the call; what it means for the media server follows from the difference (`media-actions.ts`).
 */
import * as v from 'valibot'
import { ChatId, CommandId, isDirectChat, PersonId } from '../core/ids.ts'
import { all, type Decision, no, yes } from '../core/refusal.ts'
import { Title } from '../core/text.ts'
import {
  type Call,
  type CallPerson,
  type CallSettings,
  defaultSettings,
  handsOf,
  maxInCall,
  type PersonState,
} from './call.ts'
import {
  type CallFacts,
  type Entry,
  entryInto,
  mayAdmit,
  mayAppoint,
  mayLead,
  mayMeetFamily,
  mayRing,
  mayStartByLink,
  mayStartIn,
  mayStartMeeting,
  mayTakePart,
} from './rules.ts'

/** Of the command that is being done. */
export interface CallTx {
  readonly id: CommandId
  readonly actor: PersonId
  readonly nowMs: number
}

export interface CallCommand<Args = unknown> {
  readonly name: string
  readonly args: v.GenericSchema<unknown, Args>
  /** The call that it is about; undefined for those that start one. */
  callId(args: Args): string | undefined
  /** What must be in memory before the rule is asked, besides the actor and the call with its chats and people. */
  needs(args: Args): { chats?: readonly ChatId[]; people?: readonly PersonId[] }
  rule(facts: CallFacts, args: Args): Decision
  /** The call as it is afterwards; `facts.call` is there wherever `callId` names one. */
  write(tx: CallTx, facts: CallFacts, args: Args): Call
}

const define = <Args>(command: {
  name: string
  args: v.GenericSchema<unknown, Args>
  callId: (args: NoInfer<Args>) => string | undefined
  needs: (args: NoInfer<Args>) => ReturnType<CallCommand['needs']>
  rule: (facts: CallFacts, args: NoInfer<Args>) => Decision
  write: (tx: CallTx, facts: CallFacts, args: NoInfer<Args>) => Call
}): CallCommand<Args> => command
const CallIdArg = v.strictObject({ callId: CommandId })
const callId = (args: { callId: string }): string => args.callId
const nothing = () => ({})

/** CALLS-1. The same chat has one call at a time: starting again joins the one that runs (decided by whoever runs the command). */
export const startInChat = define({
  name: 'calls.startInChat',
  args: v.strictObject({
    chatId: ChatId,
    video: v.boolean(),
    /** Whom to ring; in a direct chat always the other one. */
    people: v.pipe(v.array(PersonId), v.maxLength(maxInCall)),
    /** CALLS-15. Rings in quiet hours too. */
    urgent: v.exactOptional(v.boolean()),
  }),
  callId: () => undefined,
  needs: ({ chatId, people }) => ({ chats: [chatId], people }),
  rule: (facts, { chatId, people, urgent }) => {
    const chat = facts.chat(chatId)
    if (urgent && !facts.actor.roles.some(({ role }) => role === 'head')) return no('core.forbidden')
    const strangers = people.some((id) => !chat?.members.has(id))
    return all(mayStartIn(chat, facts.actor.id), strangers ? no('chats.notMember') : yes, mayRing(facts, people))
  },
  write: (tx, facts, { chatId, video, people }) => {
    const chat = facts.chat(chatId)
    const rung = chat?.kind === 'direct' ? [...chat.members.keys()] : people
    return {
      ...newCall(tx, 'chat', { title: '', video, chats: [chatId], schoolId: chat?.schoolId ?? null }),
      people: new Map<PersonId, CallPerson>([
        ...rung.filter((id) => id !== tx.actor).map((id) => [id, member('ringing', tx.nowMs)] as const),
        [tx.actor, { role: 'admin', state: 'in', sinceMs: tx.nowMs }],
      ]),
    }
  },
})

/** CALLS-2. The chat of the call has the call's id and is made with it. */
export const startByLink = define({
  name: 'calls.startByLink',
  args: v.strictObject({ title: Title, video: v.boolean(), waitingRoom: v.boolean(), joinMuted: v.boolean() }),
  callId: () => undefined,
  needs: nothing,
  rule: (facts) => mayStartByLink(facts),
  write: (tx, { actor }, { title, video, waitingRoom, joinMuted }) => {
    const call = newCall(tx, 'link', { title, video, chats: [tx.id], schoolId: actor.roles[0]?.schoolId ?? null })
    return { ...call, settings: { ...call.settings, waitingRoom, joinMuted } }
  },
})

const Chats = v.pipe(v.array(ChatId), v.minLength(1), v.maxLength(200))

/** CALLS-3. In one parents chat the meeting's chat is that chat; over several it has one of its own. */
export const startMeeting = define({
  name: 'calls.startMeeting',
  args: v.strictObject({ chats: Chats, title: Title, video: v.boolean(), audience: v.boolean() }),
  callId: () => undefined,
  needs: ({ chats }) => ({ chats }),
  rule: (facts, { chats }) =>
    mayStartMeeting(
      facts.actor,
      chats.map((id) => facts.chat(id)),
    ),
  write: (tx, facts, { chats, title, video, audience }) => {
    const [first = '', ...more] = [...new Set(chats)]
    const places = more.length === 0 ? [first] : [tx.id, first, ...more]
    const schoolId = facts.chat(first)?.schoolId ?? null
    const call = newCall(tx, 'meeting', { title, video, chats: places, schoolId })
    return audience ? { ...call, settings: { ...call.settings, mode: 'audience' } } : call
  },
})

/** CALLS-16. Rings the guardians of one child; whose access the office took away is not among them. */
export const startFamily = define({
  name: 'calls.startFamily',
  args: v.strictObject({ childId: PersonId, title: Title, video: v.boolean() }),
  callId: () => undefined,
  needs: ({ childId }) => ({ people: [childId] }),
  rule: (facts, { childId }) => mayMeetFamily(facts.actor, facts.person(childId)),
  write: (tx, facts, { childId, title, video }) => {
    const child = facts.person(childId)
    const call = newCall(tx, 'meeting', { title, video, chats: [tx.id], schoolId: child?.roles[0]?.schoolId ?? null })
    const guardians = [...(child?.guardians ?? [])].filter(([id, access]) => access !== 'none' && id !== tx.actor)
    const people = guardians.map(([id]) => [id, member('ringing', tx.nowMs)] as const)
    return { ...call, people: new Map([...call.people, ...people]) }
  },
})

/** CALLS-4 to CALLS-8. Coming again, from another device or after a lost line, changes nothing. */
export const joinCall = define({
  name: 'calls.join',
  args: CallIdArg,
  callId,
  needs: nothing,
  rule: (facts) => {
    const entry = entryInto(facts)
    return entry === 'in' || entry === 'waiting' ? yes : no(entry)
  },
  write: (tx, facts) => {
    const state = entryInto(facts) as Entry
    const call = theCall(facts)
    const known = call.people.get(tx.actor)
    if (known?.state === state) return call
    return withPerson(call, tx.actor, { ...(known ?? { role: 'member' }), state, sinceMs: tx.nowMs })
  },
})

/** CALLS-12. On all devices at once. */
export const declineCall = define({
  name: 'calls.decline',
  args: CallIdArg,
  callId,
  needs: nothing,
  rule: (facts) => mayTakePart(facts),
  write: (tx, facts) => {
    const call = theCall(facts)
    if (call.people.get(tx.actor)?.state !== 'ringing') return call
    return settled(withState(call, tx.actor, 'declined', tx.nowMs), tx.nowMs)
  },
})

/** CALLS-13. Hand down, word given back. Who leaves last ends a call that nobody planned. */
export const leaveCall = define({
  name: 'calls.leave',
  args: CallIdArg,
  callId,
  needs: nothing,
  rule: (facts) => mayTakePart(facts),
  write: (tx, facts) => left(theCall(facts), tx.actor, tx.nowMs),
})

/** CALLS-9. «Завершить для всех». */
export const endCall = define({
  name: 'calls.end',
  args: CallIdArg,
  callId,
  needs: nothing,
  rule: (facts) => (facts.call?.kind === 'lesson' ? no('core.forbidden') : mayLead(facts)),
  write: (tx, facts) => ended(theCall(facts), tx.nowMs),
})

/** CALLS-10. Hands stand in the order of the server's clock; raising again keeps the place. */
export const raiseHand = define({
  name: 'calls.hand',
  args: v.strictObject({ callId: CommandId, up: v.boolean() }),
  callId,
  needs: nothing,
  rule: (facts) => mayTakePart(facts),
  write: (tx, facts, { up }) => {
    const call = theCall(facts)
    const last = call.people.get(handsOf(call).at(-1) ?? '')?.handMs ?? 0
    return setHand(call, tx.actor, up ? Math.max(tx.nowMs, last + 1) : undefined)
  },
})

/** CALLS-10. An admin takes a hand down; `speaks` gives the word with it, or takes it back. */
export const answerHand = define({
  name: 'calls.answerHand',
  args: v.strictObject({ callId: CommandId, personId: PersonId, speaks: v.boolean() }),
  callId,
  needs: nothing,
  rule: (facts, { personId }) => {
    const may = mayLead(facts)
    return may.allowed && facts.call?.people.get(personId)?.state !== 'in' ? no('core.notFound') : may
  },
  write: (_tx, facts, { personId, speaks }) => {
    const call = setHand(theCall(facts), personId, undefined)
    const { speaks: _, ...person } = call.people.get(personId) as CallPerson
    return withPerson(call, personId, speaks ? { ...person, speaks: true } : person)
  },
})

const Who = v.picklist(['all', 'admins'])

/** CALLS-9. A setting that is not named stays. */
export const setCall = define({
  name: 'calls.set',
  args: v.strictObject({
    callId: CommandId,
    settings: v.strictObject({
      waitingRoom: v.exactOptional(v.boolean()),
      joinMuted: v.exactOptional(v.boolean()),
      unmute: v.exactOptional(Who),
      screen: v.exactOptional(Who),
      mode: v.exactOptional(v.picklist(['talk', 'audience'])),
    }),
  }),
  callId,
  needs: nothing,
  rule: (facts) => mayLead(facts),
  write: (_tx, facts, { settings }) => {
    const call = theCall(facts)
    return { ...call, settings: { ...call.settings, ...(settings as Partial<CallSettings>) } }
  },
})

/** CALLS-7. «Впустить», «Впустить всех». */
export const admitPeople = define({
  name: 'calls.admit',
  args: v.strictObject({ callId: CommandId, people: v.pipe(v.array(PersonId), v.maxLength(maxInCall)) }),
  callId,
  needs: nothing,
  rule: (facts, { people }) => mayAdmit(facts, people),
  write: (tx, facts, { people }) => {
    const call = theCall(facts)
    const waiting = people.filter((id) => call.people.get(id)?.state === 'waiting')
    return waiting.reduce((now, id) => withState(now, id, 'in', tx.nowMs), call)
  },
})

/** CALLS-14. For good: the same person, also with another device or an old token, does not come back. Who started it stays. */
export const removePerson = define({
  name: 'calls.remove',
  args: v.strictObject({ callId: CommandId, personId: PersonId }),
  callId,
  needs: nothing,
  rule: (facts, { personId }) => {
    const may = mayLead(facts)
    if (!may.allowed) return may
    const known = facts.call?.people.get(personId)
    if (!known) return no('core.notFound')
    return personId === facts.actor.id || personId === facts.call?.startedBy ? no('core.forbidden') : yes
  },
  write: (tx, facts, { personId }) =>
    withPerson(theCall(facts), personId, { role: 'member', state: 'removed', sinceMs: tx.nowMs }),
})

/** CALLS-9. Microphones of all but the admins, or of one; who may, turns it on again. */
export const mutePeople = define({
  name: 'calls.mute',
  args: v.strictObject({ callId: CommandId, personId: v.exactOptional(PersonId) }),
  callId,
  needs: nothing,
  rule: (facts) => mayLead(facts),
  write: (tx, facts, { personId }) => {
    const call = theCall(facts)
    const muted = [...call.people].filter(([id, { role, state }]) =>
      personId ? id === personId : state === 'in' && role === 'member',
    )
    return muted.reduce((now, [id, person]) => withPerson(now, id, { ...person, mutedMs: tx.nowMs }), call)
  },
})

/** CALLS-11. Handing over, and taking back. The one who started it stays an admin. */
export const appoint = define({
  name: 'calls.appoint',
  args: v.strictObject({ callId: CommandId, personId: PersonId, role: v.picklist(['admin', 'member']) }),
  callId,
  needs: nothing,
  rule: (facts, { personId, role }) => {
    if (role === 'admin') return mayAppoint(facts, personId)
    return personId === facts.call?.startedBy ? no('core.forbidden') : mayLead(facts)
  },
  write: (_tx, facts, { personId, role }) => {
    const call = theCall(facts)
    const known = call.people.get(personId)
    return known ? withPerson(call, personId, { ...known, role }) : call
  },
})

/** CALLS-1. Rings more members of the chat. */
export const ringPeople = define({
  name: 'calls.ring',
  args: v.strictObject({
    callId: CommandId,
    people: v.pipe(v.array(PersonId), v.minLength(1), v.maxLength(maxInCall)),
  }),
  callId,
  needs: ({ people }) => ({ people }),
  rule: (facts, { people }) => {
    const { call } = facts
    if (call?.kind !== 'chat') return no('core.forbidden')
    const chat = facts.chat(call.chats[0] ?? '')
    const strangers = people.some((id) => !chat?.members.has(id))
    const present = [...call.people].filter(([, { state }]) => state === 'in').map(([id]) => id)
    const called = mayRing(facts, [...present, ...people])
    return all(mayTakePart(facts), mayStartIn(chat, facts.actor.id), strangers ? no('chats.notMember') : yes, called)
  },
  write: (tx, facts, { people }) => {
    const call = theCall(facts)
    const absent = people.filter((id) => !['in', 'waiting', 'removed'].includes(call.people.get(id)?.state ?? ''))
    return absent.reduce(
      (now, id) =>
        withPerson(now, id, {
          ...(now.people.get(id) ?? member('ringing', tx.nowMs)),
          state: 'ringing',
          sinceMs: tx.nowMs,
        }),
      call,
    )
  },
})

// biome-ignore lint/suspicious/noExplicitAny: each command checks its own arguments before use
export const callCommands: ReadonlyMap<string, CallCommand<any>> = new Map(
  [
    startInChat,
    startByLink,
    startMeeting,
    startFamily,
    joinCall,
    declineCall,
    leaveCall,
    endCall,
    raiseHand,
    answerHand,
    setCall,
    admitPeople,
    removePerson,
    mutePeople,
    appoint,
    ringPeople,
    // biome-ignore lint/suspicious/noExplicitAny: as above
  ].map((command) => [command.name, command as CallCommand<any>]),
)

/** A call that begins now, with its starter as the only one in it. */
export function newCall(
  tx: CallTx,
  kind: Call['kind'],
  rest: Pick<Call, 'title' | 'video' | 'chats' | 'schoolId' | 'lessonId'>,
): Call {
  return {
    ...rest,
    id: tx.id,
    kind,
    startedBy: tx.actor,
    startedAtMs: tx.nowMs,
    settings: defaultSettings(kind),
    people: new Map([[tx.actor, { role: 'admin', state: 'in', sinceMs: tx.nowMs }]]),
  }
}

/** CALLS-13. The person is gone: by the button, or since all devices were away for longer than a line may be lost. */
export function left(call: Call, person: PersonId, nowMs: number): Call {
  const known = call.people.get(person)
  if (known?.state === 'ringing') return settled(withState(call, person, 'declined', nowMs), nowMs)
  if (known?.state === 'waiting') return settled(withoutWaiting(call, person, nowMs), nowMs)
  if (known?.state !== 'in') return call
  const { handMs: _, speaks: __, ...rest } = known
  return settled(withPerson(call, person, { ...rest, state: 'left', sinceMs: nowMs }), nowMs)
}

/** CALLS-12. Whoever was still ringing has missed it. */
export function ended(call: Call, nowMs: number): Call {
  if (call.endedAtMs !== undefined) return call
  const people = new Map<PersonId, CallPerson>()
  let now: Call = call
  for (const [id, { state }] of call.people) if (state === 'waiting') now = withoutWaiting(now, id, nowMs)
  for (const [id, person] of now.people) {
    const { handMs: _, speaks: __, ...rest } = person
    const state = person.state === 'ringing' ? 'missed' : person.state === 'in' ? 'left' : undefined
    people.set(id, state ? { ...rest, state, sinceMs: nowMs } : person)
  }
  return { ...now, endedAtMs: nowMs, people }
}

/** CALLS-12. Rang long enough, or in quiet hours not at all. */
export function missed(call: Call, people: readonly PersonId[], nowMs: number): Call {
  const ringing = people.filter((id) => call.people.get(id)?.state === 'ringing')
  if (ringing.length === 0) return call
  return settled(
    ringing.reduce((now, id) => withState(now, id, 'missed', nowMs), call),
    nowMs,
  )
}

/**
 * CALLS-13. A call of a chat ends when nobody is there any more, between two when one alone is left. Lessons and meetings go on while nobody
 * is there, calls by link wait for their people.
 */
function settled(call: Call, nowMs: number): Call {
  if (call.kind !== 'chat') return call
  const states = [...call.people.values()].map(({ state }) => state)
  const present = states.filter((state) => state === 'in' || state === 'waiting').length
  const enough = isDirectChat(call.chats[0] ?? '') && !states.includes('ringing') ? 2 : 1
  return present >= enough ? call : ended(call, nowMs)
}

/** A call that nobody has ended and to which nobody came for so long. */
export const forgottenMs = 12 * 60 * 60 * 1000

/** Lessons are ended by who made them. */
export function isForgotten({ kind, people, startedAtMs }: Call, nowMs: number): boolean {
  if (kind === 'lesson') return false
  const rows = [...people.values()]
  if (rows.some(({ state }) => state === 'in' || state === 'ringing')) return false
  return nowMs - Math.max(startedAtMs, ...rows.map(({ sinceMs }) => sinceMs)) > forgottenMs
}

/** Who waited and went is a stranger again, except in a lesson, which has its list. */
function withoutWaiting(call: Call, id: PersonId, nowMs: number): Call {
  if (call.kind === 'lesson') return withState(call, id, 'invited', nowMs)
  const people = new Map(call.people)
  people.delete(id)
  return { ...call, people }
}

const member = (state: PersonState, sinceMs: number): CallPerson => ({ role: 'member', state, sinceMs })

const withPerson = (call: Call, id: PersonId, person: CallPerson): Call => ({
  ...call,
  people: new Map(call.people).set(id, person),
})

function withState(call: Call, id: PersonId, state: PersonState, nowMs: number): Call {
  const known = call.people.get(id)
  return known ? withPerson(call, id, { ...known, state, sinceMs: nowMs }) : call
}

function setHand(call: Call, id: PersonId, handMs: number | undefined): Call {
  const known = call.people.get(id)
  if (known?.state !== 'in') return call
  const { handMs: before, ...rest } = known
  return withPerson(call, id, handMs === undefined ? rest : { ...rest, handMs: before ?? handMs })
}

function theCall({ call }: CallFacts): Call {
  if (!call) throw new Error('a call that the rule has seen')
  return call
}
