import type { Call, CallPerson } from '../calls/call.ts'
import { callCommands, newCall } from '../calls/commands.ts'
import type { CallFacts } from '../calls/rules.ts'
import { newId } from '../core/ids.ts'
import { must } from '../core/must.ts'
import { Refused } from '../core/refusal.ts'
import { idOf, type Name, school1 } from './people.ts'
import { school } from './school.ts'

/** One call in the school of the tests, done to by its people as the server would. Time stands still until `nowMs` is set. */
export class CallDesk {
  readonly school = school()
  nowMs = 1_000_000
  call: Call | undefined

  facts(name: Name): CallFacts {
    return {
      nowMs: this.nowMs,
      actor: this.school.person(name),
      school: (id) => this.school.memory.school(id),
      call: this.call,
      chat: (id) => {
        const chat = this.school.memory.chats.get(id)
        return chat && { id, seq: 0, ...chat }
      },
      person: (id) => this.school.memory.people().get(id),
    }
  }

  /** @throws {Refused} with the call as it was */
  do(name: Name, command: string, args: object = {}): Call {
    const { rule, write, callId } = must(callCommands.get(`calls.${command}`), command)
    const whole = callId({ callId: 'x' }) === undefined ? args : { callId: this.call?.id, ...args }
    const facts = this.facts(name)
    const decision = rule(facts, whole)
    if (!decision.allowed) throw new Refused(decision.code)
    this.call = write({ id: newId(), actor: idOf(name), nowMs: this.nowMs }, facts, whole)
    return this.call
  }

  /** `yes`, or the code of the refusal; the call stays as it was. */
  may(name: Name, command: string, args: object = {}): string {
    const before = this.call
    try {
      this.do(name, command, args)
      return 'yes'
    } catch (error) {
      if (error instanceof Refused) return error.code
      throw error
    } finally {
      this.call = before
    }
  }

  /** A call that runs, of any kind, started by `name`. */
  begin(kind: Call['kind'], name: Name, people: Partial<Record<Name, Partial<CallPerson>>> = {}): Call {
    const tx = { id: newId(), actor: idOf(name), nowMs: this.nowMs }
    const call = newCall(tx, kind, { title: 'Звонок', video: false, chats: [tx.id], schoolId: school1 })
    const rows = Object.entries(people).map(([id, person]) => [
      idOf(id),
      { role: 'member', state: 'in', sinceMs: this.nowMs, ...person } satisfies CallPerson,
    ])
    this.call = { ...call, people: new Map([...call.people, ...(rows as [string, CallPerson][])]) }
    return this.call
  }

  state(name: Name): string | undefined {
    return this.call?.people.get(idOf(name))?.state
  }
}
