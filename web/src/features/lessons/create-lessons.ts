import type { LessonEvent, LessonView } from '@zvonok/schema/lessons/lesson'
import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import { answer } from '../account/client.ts'
import { lessonsApi, type Place } from './lessons-api.ts'
import { listenToLessons } from './listen-to-lessons.ts'

export interface LessonBook {
  readonly today: string
  /** Whether «+Добавить» is there. */
  readonly mayMake: boolean
  readonly lessons: readonly LessonView[]
}

/** What screens ask of online lessons. */
export interface Lessons {
  /** Undefined until the first answer. */
  readonly book: Accessor<LessonBook | undefined>
  /** Whether news come in; without, what is shown may be old. */
  readonly live: Accessor<boolean>
  readonly failure: Accessor<unknown>
  load(): Promise<void>
}

/** LESSONS-9. The lessons of a subject group, or one's own; kept in step until the owner is disposed. */
export function createLessons(
  place: Place,
  group: Accessor<string | undefined> = () => undefined,
  onNews: (event: LessonEvent) => void = () => {},
): Lessons {
  const [book, setBook] = createSignal<LessonBook>()
  const [live, setLive] = createSignal(false)
  const [failure, setFailure] = createSignal<unknown>()
  let asked = 0

  async function load(): Promise<void> {
    const turn = ++asked
    try {
      const id = group()
      const found = await answer(lessonsApi(place).$get({ query: id ? { group: id } : {} }))
      if (turn !== asked) return
      setBook(found)
      setFailure(undefined)
    } catch (error) {
      if (turn === asked) setFailure(error)
    }
  }
  createEffect(on(group, () => void load()))
  onCleanup(
    listenToLessons(place, {
      onOpen: () => {
        setLive(true)
        void load()
      },
      onLost: () => setLive(false),
      onEvent: (event) => {
        onNews(event)
        if (event.of === 'lesson') void load()
      },
    }),
  )
  return { book, live, failure, load }
}
