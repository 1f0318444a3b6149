import type { LessonEvent } from '@zvonok/schema/lessons/lesson'
import { lessonsAddress, type Place } from './lessons-api.ts'

export interface LessonListener {
  /** From here on everything new is heard: what came before is to be asked for. */
  onOpen(): void
  onEvent(event: LessonEvent): void
  onLost(): void
}

/** LESSONS-9, LESSONS-10. Hears what is new while the page is seen; `EventSource` comes back by itself. Returns the end. */
export function listenToLessons(place: Place, listener: LessonListener): () => void {
  let source: EventSource | undefined
  const close = () => {
    source?.close()
    source = undefined
  }
  function open() {
    if (source && source.readyState !== EventSource.CLOSED) return
    source = new EventSource(`${lessonsAddress(place)}/events`)
    source.onopen = () => listener.onOpen()
    source.addEventListener('lesson', ({ data }: MessageEvent<string>) => listener.onEvent(JSON.parse(data)))
    source.onerror = () => listener.onLost()
  }
  // Hidden pages free their connection: browsers have six to a server.
  const follow = () => (document.visibilityState === 'visible' ? open() : close())
  follow()
  document.addEventListener('visibilitychange', follow)
  window.addEventListener('online', follow)
  return () => {
    document.removeEventListener('visibilitychange', follow)
    window.removeEventListener('online', follow)
    close()
  }
}
