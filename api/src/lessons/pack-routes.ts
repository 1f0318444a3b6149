import { Hono } from 'hono'
import type { Parts } from '../platform/parts.ts'
import { type SignedIn, signedIn } from '../platform/session.ts'
import { validate } from '../platform/validate.ts'
import { actorFacts } from './actor.ts'
import { packOf, packsFor } from './packs.ts'
import { LessonParam } from './routes.ts'

/** PLAN-10. What a device needs of a lesson without a line: the list of its packs, and each of them as one answer. */
export const packRoutes = (parts: Parts) => {
  const { database, nowMs = Date.now } = parts
  const factsOf = (personId: string) => actorFacts(database, personId, nowMs())
  return new Hono<SignedIn>()
    .get('/packs', signedIn(parts), async (c) => c.json(await packsFor(database, await factsOf(c.var.actor.personId))))
    .get('/:id/pack', signedIn(parts), validate('param', LessonParam), async (c) =>
      c.json(await packOf(database, await factsOf(c.var.actor.personId), c.req.valid('param').id)),
    )
}
