import * as v from 'valibot'
import { defineCommand } from '../core/command.ts'
import { PersonId } from '../core/ids.ts'
import { no, yes } from '../core/refusal.ts'
import { mayBlock } from './rules.ts'

/** CONTACTS-6. Sets a state, so that doing it twice is doing it once. */
export const blockPerson = defineCommand({
  name: 'contacts.block',
  args: v.strictObject({ personId: PersonId, on: v.boolean() }),
  needs: ({ personId }) => ({ people: [personId] }),
  rule: (facts, { personId, on }) => {
    const other = facts.person(personId)
    if (!other) return no('core.notFound')
    return on ? mayBlock(facts.actor, other) : yes
  },
  write: (tx, { personId, on }) => tx.setBlock(personId, on),
})
