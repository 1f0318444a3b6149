import { Refused } from '@zvonok/schema/core/refusal'
import type { Parts } from '../platform/parts.ts'
import type { CallsOfLessons } from './calls-of-lessons.ts'
import { markFinished } from './lead-lesson.ts'
import { LessonNews } from './lesson-news.ts'
import { lessonOfCall } from './read-lessons.ts'
import type { LessonRouteParts } from './routes.ts'
import { everybodyOf, leadersOf } from './who-hears.ts'

/** The parts with what lessons add: their news end with the session, and follow the calls. */
export function withLessons(parts: Parts): { parts: Parts; lessons: LessonRouteParts } {
  const { lessonNews: news = new LessonNews(), lessonCalls: calls = noCalls, sync } = parts
  const ending: Parts['sync'] = {
    ...sync,
    endSession: (id) => {
      sync.endSession(id)
      news.endSession(id)
    },
    endPerson: (id) => {
      sync.endPerson(id)
      news.endPerson(id)
    },
  }
  const all = { ...parts, sync: ending }
  const lessons = { ...all, calls, news }
  calls.onChange(
    (change) => void follow(lessons, change).catch((error) => parts.log.error('lessons.follow', error, {})),
  )
  return { parts: all, lessons }
}

/** LESSONS-12. The grid is live; a call that has ended by another way ends its lesson. */
async function follow(parts: LessonRouteParts, { callId, ended }: { callId: string; ended: boolean }): Promise<void> {
  const { database, news } = parts
  const lesson = await lessonOfCall(database, callId)
  if (!lesson) return
  news.tell(await leadersOf(database, lesson), { lessonId: lesson.id, of: 'attendance' })
  if (!ended || lesson.state !== 'published') return
  await markFinished(parts, lesson.id)
  news.tell(await everybodyOf(database, lesson), { lessonId: lesson.id, of: 'lesson' })
}

const noCalls: CallsOfLessons = {
  start: () => Promise.reject(new Refused('calls.off')),
  invite: async () => {},
  end: async () => {},
  present: async () => new Set(),
  intervals: async () => [],
  onChange: () => () => {},
}
