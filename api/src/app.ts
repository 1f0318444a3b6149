import { Refused } from '@zvonok/schema/core/refusal'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createJournalAuth } from './account/journal-auth.ts'
import { sessionRoutes } from './account/session-routes.ts'
import { signInRoutes } from './journal/sign-in-routes.ts'
import { answerError } from './platform/answer-error.ts'
import { Limits } from './platform/limits.ts'
import type { AppEnv, Parts } from './platform/parts.ts'
import { sameOrigin } from './platform/same-origin.ts'

const maxBodyBytes = 64_000

/** All routes of the HTTP API. Pages and static files are served by whoever mounts it. */
export function createApp(parts: Parts) {
  const { settings, log, nowMs = Date.now } = parts
  const limits = new Limits(nowMs, settings.limits)
  const journalAuth = createJournalAuth(parts)
  const app = new Hono<AppEnv>()
  app.onError(answerError(log))
  app.use(sameOrigin(settings), bodyLimit({ maxSize: maxBodyBytes, onError: tooLarge }))
  return app.route('/api/journal', signInRoutes(parts, journalAuth, limits)).route('/api', sessionRoutes(parts))
}

/** For the typed client of the pages. */
export type Api = ReturnType<typeof createApp>

function tooLarge(): never {
  throw new Refused('core.tooLarge')
}
