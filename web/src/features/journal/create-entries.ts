import type { PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import { HomeworkEntry, MarkEntry } from '@zvonok/schema/diary/entries'
import { createSignal, onCleanup } from 'solid-js'
import * as v from 'valibot'
import { NoConnection } from '../account/client.ts'
import { problemText } from '../account/problem-text.ts'

const Entry = v.union([
  v.object({ kind: v.literal('mark'), ...MarkEntry.entries }),
  v.object({ kind: v.literal('homework'), ...HomeworkEntry.entries }),
])
/** What a teacher enters in the gradebook. */
export type Entry = v.InferOutput<typeof Entry>
export type Entries = ReturnType<typeof createEntries>

/** Waits for the server, or is on its disk. */
interface Shown {
  readonly entry: Entry
  readonly isSaved: boolean
}

const retryAfterMs = 10_000
const markKey = (lesson: string, pupil: PersonId): string => `${lesson} ${pupil}`
const keyOf = (entry: Entry): string => (entry.kind === 'mark' ? markKey(entry.lesson, entry.pupil) : entry.lesson)

/**
 * DOOR-14. What was entered shows at once and goes to the server one by one, the newest of each cell. Without a line it waits in this tab, over
 * reloads too, and goes by itself. A refusal takes the entry back and says why.
 */
export function createEntries({ person, send, store = sessionStorage }: Parts) {
  const place = `zvonok-entries-${person}`
  const [shown, setShown] = createSignal<ReadonlyMap<string, Shown>>(readWaiting(store, place))
  const [isCut, setCut] = createSignal(false)
  const [problem, setProblem] = createSignal<string>()
  let sending = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const waiting = () => [...shown().values()].filter(({ isSaved }) => !isSaved).map(({ entry }) => entry)
  function change(entry: Entry, next: Shown | undefined): void {
    const all = new Map(shown())
    if (next) all.set(keyOf(entry), next)
    else all.delete(keyOf(entry))
    setShown(all)
    if (waiting().length > 0) store.setItem(place, JSON.stringify(waiting()))
    else store.removeItem(place)
  }
  function enter(entry: Entry): void {
    setProblem(undefined)
    change(entry, { entry, isSaved: false })
    void flush()
  }
  async function flush(): Promise<void> {
    if (sending) return
    sending = true
    clearTimeout(timer)
    for (let [entry] = waiting(); entry; [entry] = waiting()) if (!(await sendOne(entry))) break
    sending = false
  }
  /** @returns whether the next one may follow */
  async function sendOne(entry: Entry): Promise<boolean> {
    // What was typed meanwhile is newer.
    const isNewest = () => shown().get(keyOf(entry))?.entry === entry
    try {
      await send(entry)
      setCut(false)
      if (isNewest()) change(entry, { entry, isSaved: true })
      return true
    } catch (error) {
      const isLine = error instanceof NoConnection
      setCut(isLine)
      if (isLine) timer = setTimeout(flush, retryAfterMs)
      else setProblem(problemText(error))
      const isOver = error instanceof Refused && error.code === 'core.signedOut'
      if (isLine || isOver) return false
      if (isNewest()) change(entry, undefined)
      return true
    }
  }

  const onOffline = () => setCut(true)
  const onOnline = () => {
    setCut(false)
    void flush()
  }
  /** Closing the tab would lose them. */
  const onLeave = (event: BeforeUnloadEvent) => void (waiting().length > 0 && event.preventDefault())
  addEventListener('offline', onOffline)
  addEventListener('online', onOnline)
  addEventListener('beforeunload', onLeave)
  onCleanup(() => {
    clearTimeout(timer)
    removeEventListener('offline', onOffline)
    removeEventListener('online', onOnline)
    removeEventListener('beforeunload', onLeave)
  })
  if (!navigator.onLine) onOffline()
  void flush()

  return {
    enter,
    flush,
    isCut,
    problem,
    waiting,
    /** Undefined: what the book says. */
    mark: (lesson: string, pupil: PersonId) => markIn(shown().get(markKey(lesson, pupil))),
    homework: (lesson: string) => homeworkIn(shown().get(lesson)),
    /** A book that was read after they were saved says the same, or what is newer. */
    dropSaved: () => setShown(new Map([...shown()].filter(([, { isSaved }]) => !isSaved))),
  }
}

interface Parts {
  readonly person: PersonId
  /** @throws {NoConnection} @throws {Refused} */
  send(entry: Entry): Promise<unknown>
  /** Of this tab. */
  readonly store?: Storage
}

function readWaiting(store: Storage, place: string): ReadonlyMap<string, Shown> {
  const kept = v.safeParse(v.pipe(v.string(), v.parseJson(), v.array(Entry)), store.getItem(place) ?? '[]')
  return new Map((kept.success ? kept.output : []).map((entry) => [keyOf(entry), { entry, isSaved: false }]))
}

const markIn = (shown: Shown | undefined) =>
  shown?.entry.kind === 'mark' ? { value: shown.entry.value ?? '', isSaved: shown.isSaved } : undefined

const homeworkIn = (shown: Shown | undefined) =>
  shown?.entry.kind === 'homework' ? { ...shown.entry, isSaved: shown.isSaved } : undefined
