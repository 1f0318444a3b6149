import { vValidator } from '@hono/valibot-validator'
import { Refused } from '@zvonok/schema/core/refusal'
import type { GenericSchema } from 'valibot'

/** The shape of an input. Schemas are strict: unknown fields are refused, so that nobody sets what was not offered. */
export const validate = <Target extends 'json' | 'query' | 'param', Schema extends GenericSchema>(
  target: Target,
  schema: Schema,
) =>
  vValidator(target, schema, ({ success }) => {
    if (!success) throw new Refused('core.badInput')
  })
