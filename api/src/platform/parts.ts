import type { HttpBindings } from '@hono/node-server'
import type { NewsRoom } from '@zvonok/schema/core/frames'
import type { PersonId } from '@zvonok/schema/core/ids'
import type { SyncServer } from '@zvonok/sync-server/attach'
import type { Database } from '@zvonok/sync-server/database'
import type { Media } from '../calls/media.ts'
import type { CallsOfLessons } from '../lessons/calls-of-lessons.ts'
import type { LessonNews } from '../lessons/lesson-news.ts'
import type { Log } from './log.ts'
import type { Settings } from './settings.ts'
import type { Sender } from './sms/sender.ts'

/** What the routes are made of. */
export interface Parts {
  readonly database: Database
  readonly sync: Sockets
  readonly settings: HttpSettings
  readonly log: Log
  /** How codes leave; without one the demo's outbox, else nothing is sent. */
  readonly sender?: Sender
  /** Without them the routes of calls answer `calls.off`. */
  readonly syncCalls?: SyncServer['calls']
  readonly media?: Media
  /** Without one, lessons can be made and not published. */
  readonly lessonCalls?: CallsOfLessons
  /** Closed by whoever made it. */
  readonly lessonNews?: LessonNews
  /** UTC milliseconds; another clock in tests. */
  readonly nowMs?: () => number
}

export type HttpSettings = Pick<
  Settings,
  'origin' | 'origins' | 'secure' | 'proxied' | 'demo' | 'limits' | 'support' | 'vkid' | 'uplink'
> & { readonly secret: string }

/** The part of the sync server that routes need: what ends here ends there within a second. */
export interface Sockets {
  endSession(sessionId: string): void
  endPerson(personId: PersonId): void
  /** The office has changed what the roster says: rights, chats and calls follow at once. */
  rosterChanged(): Promise<void>
  /** Those of them who are connected ask for this room anew. */
  tellNews(people: Iterable<PersonId>, of: NewsRoom): void
}

/** Hono's environment. Bindings are missing where the app is called in the process. */
export interface AppEnv {
  Bindings: Partial<HttpBindings>
}
