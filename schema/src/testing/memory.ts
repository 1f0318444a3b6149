/**
 * What the commands mean, without disk, wire or documents: the reference that the server and the device must agree with. Rules see only
 * what the command's `needs` name, so that a command that forgets one fails here.
 */
import * as v from 'valibot'
import type { ChatFacts, ChatKind, ChatPermissions, FormerMember, Member, MemberRole } from '../chats/facts.ts'
import { mayBeAlone, mayWriteDirect } from '../chats/people-rules.ts'
import { peerOf } from '../chats/rules.ts'
import type { Command, Facts, Tx } from '../core/command.ts'
import { type ChatId, CommandId, type MessageId, type PersonId, type SchoolId } from '../core/ids.ts'
import { must } from '../core/must.ts'
import { type Decision, no, type RefusalCode, yes } from '../core/refusal.ts'
import { defaultPolicy, type PersonFacts, type SchoolPolicy } from '../journal/person-facts.ts'
import type { LogEntry, MessageFacts } from '../messages/document.ts'
import { peopleOf, school1, school2 } from './people.ts'

export interface ChatMemory {
  readonly kind: ChatKind
  readonly schoolId: SchoolId | null
  title: string
  permissions: ChatPermissions
  pinned: readonly MessageId[]
  closed?: true
  readonly members: Map<PersonId, Member>
  readonly former: Map<PersonId, FormerMember>
  readonly log: LogEntry[]
  /** By position, emoji and person. */
  readonly reactions: Set<string>
}

export type Answer<Result = unknown> = { allowed: true; result: Result } | { allowed: false; code: RefusalCode }

export class Memory {
  readonly chats = new Map<ChatId, ChatMemory>()
  readonly messages = new Map<MessageId, { chatId: ChatId; facts: MessageFacts }>()
  readonly blocked = new Map<PersonId, Set<PersonId>>()
  readonly #answers = new Map<string, Answer>()
  readonly policies = new Map<SchoolId, SchoolPolicy>([
    [school1, defaultPolicy],
    [school2, defaultPolicy],
  ])
  nowMs = Date.UTC(2026, 8, 1, 6)

  readonly school = (id: SchoolId): SchoolPolicy | undefined => this.policies.get(id)

  people(): Map<PersonId, PersonFacts> {
    return peopleOf(this.blocked)
  }

  /** CORE-1..3. In the order that the server keeps too: answered before, shape, rule, write. */
  run<Args, Result>(actor: PersonId, command: Command<Args, Result>, args: unknown, id: CommandId): Answer<Result> {
    const known = this.#answers.get(`${actor}/${id}`)
    if (known) return known as Answer<Result>
    if (!v.is(CommandId, id) || this.messages.has(id) || this.chats.has(id)) return refuse('core.badInput')
    const parsed = v.safeParse(command.args, args)
    if (!parsed.success) return refuse('core.badInput')
    const facts = this.facts(actor, command.needs(parsed.output, actor))
    const decision = facts.actor.active ? command.rule(facts, parsed.output) : no('core.forbidden')
    if (!decision.allowed) return decision
    const answer: Answer<Result> = { allowed: true, result: command.write(this.#tx(actor, id), parsed.output, facts) }
    this.#answers.set(`${actor}/${id}`, answer)
    return answer
  }

  /** What was asked for, and nothing else. */
  facts(actorId: PersonId, needs: ReturnType<Command['needs']>): Facts {
    const people = this.people()
    const actor = must(people.get(actorId), actorId)
    const chats = new Set(needs.chats)
    const members = (needs.membersOf ?? []).flatMap((id) => {
      const chat = this.chats.get(id)
      return chat?.kind === 'group' || chat?.kind === 'call' ? [...chat.members.keys()] : []
    })
    const known = new Set([actorId, ...(needs.people ?? []), ...members])
    const messages = new Set(needs.messages?.map(([chatId, id]) => `${chatId}/${id}`))
    return {
      nowMs: this.nowMs,
      actor,
      school: this.school,
      chat: (id) => (chats.has(id) ? this.#chatFacts(id, actor, known) : undefined),
      person: (id) => (known.has(id) ? people.get(id) : undefined),
      message: (chatId, id) => {
        const message = messages.has(`${chatId}/${id}`) ? this.messages.get(id) : undefined
        return message?.chatId === chatId ? message.facts : undefined
      },
    }
  }

  #chatFacts(id: ChatId, actor: PersonFacts, asked: ReadonlySet<PersonId>): ChatFacts | undefined {
    const chat = this.chats.get(id)
    if (!chat) return undefined
    const former = [...chat.former].filter(([person]) => asked.has(person))
    return {
      id,
      kind: chat.kind,
      schoolId: chat.schoolId,
      permissions: chat.permissions,
      members: chat.members,
      seq: chat.log.length,
      pinned: chat.pinned,
      contact: this.#contact(chat, actor),
      former: new Map(former),
      ...(chat.closed && { closed: true }),
    }
  }

  #contact(chat: ChatMemory, actor: PersonFacts): Decision {
    const people = this.people()
    if (chat.kind === 'direct') {
      const peer = people.get(peerOf(chat, actor.id) ?? '')
      return peer ? mayWriteDirect(actor, peer, this.school) : no('contacts.notAllowed')
    }
    if (chat.kind !== 'group' && chat.kind !== 'call') return yes
    const members = [...chat.members.keys()].map((id) => people.get(id))
    return mayBeAlone(
      members.filter((person) => person !== undefined),
      this.school,
    )
  }

  #tx(actor: PersonId, id: CommandId): Tx {
    const chat = (chatId: ChatId) => must(this.chats.get(chatId), chatId)
    const replace = (messageId: MessageId, change: (old: Exclude<LogEntry, 0>) => LogEntry, facts?: object) => {
      const message = must(this.messages.get(messageId), messageId)
      const { log } = chat(message.chatId)
      const at = message.facts.seq - 1
      log[at] = change(log[at] as Exclude<LogEntry, 0>)
      this.messages.set(messageId, { ...message, facts: { ...message.facts, ...facts } })
      return message.facts.seq
    }
    return {
      id,
      actor,
      nowMs: this.nowMs,
      appendMessage: (chatId, { id: messageId, kind, body, extra }) => {
        const { log } = chat(chatId)
        log.push([messageId, actor, this.nowMs, kind, body, ...(extra ? ([extra] as const) : ([] as const))])
        const facts = { id: messageId, seq: log.length, author: actor, atMs: this.nowMs, kind }
        this.messages.set(messageId, { chatId, facts })
        return log.length
      },
      editMessage: (_, messageId, body) => {
        replace(messageId, ([same, author, atMs, kind, , extra]) => [
          same,
          author,
          atMs,
          kind,
          body,
          { ...extra, ed: this.nowMs },
        ])
      },
      eraseMessage: (chatId, messageId, moderated) => {
        const by = moderated ? 'admin' : 'author'
        const seq = replace(messageId, ([, , atMs]) => ['', '', atMs, 'deleted', by], { kind: 'deleted' })
        const { reactions } = chat(chatId)
        for (const each of reactions) if (each.startsWith(`${seq} `)) reactions.delete(each)
      },
      setReaction: (chatId, messageId, emoji, on) => {
        const { seq } = must(this.messages.get(messageId), messageId).facts
        const key = `${seq} ${emoji} ${actor}`
        if (on) chat(chatId).reactions.add(key)
        else chat(chatId).reactions.delete(key)
      },
      createChat: ({ id: chatId, members, kind, schoolId, title, permissions }) => {
        if (this.chats.has(chatId)) return
        const people = [...members].map(([person, { role }]) => [person, memberOf(role)] as const)
        const empty = { pinned: [], former: new Map(), log: [], reactions: new Set<string>() }
        this.chats.set(chatId, { kind, schoolId, title, permissions, members: new Map(people), ...empty })
      },
      setChat: (chatId, { permissions, ...change }) => {
        const it = Object.assign(chat(chatId), change)
        it.permissions = { ...it.permissions, ...permissions }
      },
      setMember: (chatId, person, change) => {
        const { members, former } = chat(chatId)
        members.set(person, { ...(members.get(person) ?? memberAgain(former.get(person))), ...change })
        former.delete(person)
      },
      removeMember: (chatId, person, by) => {
        const { members, former } = chat(chatId)
        const { muted, rosterRole } = must(members.get(person), person)
        former.set(person, { by, muted, ...(rosterRole && by === 'self' && { rosterRole }) })
        members.delete(person)
      },
      setBlock: (person, on) => {
        const mine = this.blocked.get(actor) ?? new Set()
        this.blocked.set(actor, mine)
        if (on) mine.add(person)
        else mine.delete(person)
      },
      // Plans are documents: the server's tests have them.
      setAnswer: () => undefined,
    }
  }
}

const refuse = (code: RefusalCode): Answer<never> => ({ allowed: false, code })
const memberAgain = ({ muted, rosterRole }: Partial<FormerMember> = {}): Member => ({
  role: 'member',
  muted: muted ?? false,
  byRoster: rosterRole !== undefined,
  ...(rosterRole && { rosterRole }),
})
const memberOf = (role: MemberRole): Member => ({ role, muted: false, byRoster: false })
