import { Refused } from '@zvonok/schema/core/refusal'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cardRoutes } from './account/card-routes.ts'
import { careRoutes } from './account/care-routes.ts'
import { Codes } from './account/codes.ts'
import { enterRoutes } from './account/enter-routes.ts'
import { frontRoutes } from './account/front-routes.ts'
import { createIdAuth } from './account/id-auth.ts'
import { idRoutes } from './account/id-routes.ts'
import { createJournalAuth } from './account/journal-auth.ts'
import { linkRoutes } from './account/link-routes.ts'
import { outboxRoutes } from './account/outbox-routes.ts'
import { providerRoutes } from './account/provider-routes.ts'
import { phoneRoutes, qrRoutes } from './account/qr-routes.ts'
import { sessionRoutes } from './account/session-routes.ts'
import { supportRoutes } from './account/support-routes.ts'
import { embeddedClientId, IdClient } from './account/vkid-client.ts'
import { adminRoutes } from './admin/admin-routes.ts'
import { callRoutes } from './calls/routes.ts'
import { talkRoutes } from './contacts/talk-routes.ts'
import { diaryRoutes } from './diary/routes.ts'
import { classCardRoutes } from './journal/class-card-routes.ts'
import { gradebookRoutes } from './journal/gradebook-routes.ts'
import { invitationRoutes } from './journal/invitation-routes.ts'
import { signInRoutes } from './journal/sign-in-routes.ts'
import { packRoutes } from './lessons/pack-routes.ts'
import { lessonRoutes } from './lessons/routes.ts'
import { journalViewer, messengerViewer } from './lessons/viewer.ts'
import { withLessons } from './lessons/with-lessons.ts'
import { answerError } from './platform/answer-error.ts'
import { Limits } from './platform/limits.ts'
import type { AppEnv, Parts } from './platform/parts.ts'
import { sameOrigin } from './platform/same-origin.ts'
import { noSender, outboxSender } from './platform/sms/sender.ts'

const maxBodyBytes = 64_000

/** All routes of the HTTP API. Pages and static files are served by whoever mounts it. */
export function createApp(given: Parts) {
  const { parts, lessons } = withLessons(given)
  const { database, settings, log, nowMs = Date.now } = parts
  const limits = new Limits(nowMs, settings.limits)
  const journalAuth = createJournalAuth(parts)
  const idAuth = createIdAuth(parts)
  const sender = parts.sender ?? (settings.demo ? outboxSender(database, nowMs) : noSender)
  const codes = new Codes({ database, sender, limits, secret: settings.secret, demo: settings.demo, nowMs })
  const client = new IdClient(
    settings.vkid
      ? { ...settings.vkid, fetch }
      : {
          clientId: embeddedClientId,
          baseUrl: `${settings.origin}/id`,
          fetch: async (url, init) => app.request(url, init),
        },
  )
  const flow = { database, client, nowMs }

  const app = new Hono<AppEnv>()
  app.onError(answerError(log))
  app.use(sameOrigin(settings), bodyLimit({ maxSize: maxBodyBytes, onError: tooLarge }))
  app.route('/id', providerRoutes(parts, idAuth, limits)).route('/dev', outboxRoutes(parts))
  return app
    .route('/api/id', idRoutes(parts, idAuth, journalAuth, codes, limits))
    .route('/api/journal/link', linkRoutes(parts, journalAuth, flow, sender, limits))
    .route('/api/journal/qr', qrRoutes(parts, journalAuth))
    .route('/api/phone', phoneRoutes(parts, limits))
    .route('/api/journal/invitation', invitationRoutes(parts, limits))
    .route('/api/journal/class-cards', classCardRoutes(parts, journalAuth))
    .route('/api/journal/account', careRoutes(parts, journalAuth))
    .route('/api/card', cardRoutes(parts, journalAuth, limits))
    .route('/api/support', supportRoutes(parts, journalAuth, limits))
    .route('/api/admin', adminRoutes(parts, journalAuth, limits))
    .route('/api/journal', signInRoutes(parts, journalAuth, idAuth, limits))
    .route('/api/journal/lessons', lessonRoutes(lessons, journalViewer(parts, journalAuth)))
    .route('/api/journal', gradebookRoutes(parts, journalAuth))
    .route('/api/enter', enterRoutes(parts, journalAuth, flow, limits))
    .route('/api/front', frontRoutes(parts))
    .route('/api/diary', diaryRoutes(parts))
    .route('/api/calls', callRoutes(parts))
    .route('/api/talks', talkRoutes(parts))
    .route('/api/lessons', packRoutes(parts))
    .route('/api/lessons', lessonRoutes(lessons, messengerViewer(parts)))
    .route('/api', sessionRoutes(parts, idAuth))
}

/** For the typed client of the pages. */
export type Api = ReturnType<typeof createApp>

function tooLarge(): never {
  throw new Refused('core.tooLarge')
}
