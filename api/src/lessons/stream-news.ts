import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { LessonNews, Listener } from './lesson-news.ts'

/** Server-sent events until the page or its session ends. `EventSource` comes back by itself. */
export const streamNews = (c: Context, news: LessonNews, who: Pick<Listener, 'personId' | 'sessionId' | 'isAlive'>) => {
  // A proxy in between must not gather what is told.
  c.header('X-Accel-Buffering', 'no')
  return streamSSE(c, async (stream) => {
    await new Promise<void>((close) => {
      const stop = news.add({
        ...who,
        close,
        send: async (event) => {
          await (event === 'beat'
            ? stream.write(':\n\n')
            : stream.writeSSE({ event: 'lesson', data: JSON.stringify(event) }))
        },
      })
      stream.onAbort(() => {
        stop()
        close()
      })
      // The page knows that it hears from here on, and asks for what it may have missed.
      void stream.writeSSE({ event: 'open', data: '', retry: 1000 })
    })
  })
}
