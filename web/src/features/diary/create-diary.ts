import type { PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import type { Diary } from '@zvonok/schema/diary/diary'
import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import { createRead } from '../../platform/create-read.ts'
import type { Device } from '../../platform/device.ts'
import type { Copy, Keep } from './keep.ts'

/** Asks the server; without `child` for the first diary that one may read. Rejects when it cannot. */
export type Ask = (child?: PersonId) => Promise<Diary>

/**
 * DIARY-9, DIARY-10, DIARY-11. The diaries of the device's person: the copies at once, and what the server says as soon as it is there; asked
 * again whenever the line or the screen comes back, and when the server says that something is new (DIARY-13).
 */
export function createDiary({ device, keep, ask, chosen }: Parts) {
  const [copies, setCopies] = createSignal<readonly Copy[]>([])
  const [state, setState] = createSignal<'opening' | 'asking' | 'rest'>('opening')
  const [failure, setFailure] = createSignal<unknown>()
  const [isKept, setKept] = createSignal(true)
  let closed = false
  let stale = false

  /** Newest first: what it says of the owners counts. */
  const owners = () => copies()[0]?.diary.owners ?? []
  const find = (owner?: PersonId | null) => copies().find(({ diary }) => diary.owner === owner)
  const shown = () => find(chosen()) ?? find(owners()[0]?.id) ?? copies()[0]

  /** The same object for the same content, so that what is open on the screen stays open. */
  const unchanged = (diary: Diary) => {
    const known = find(diary.owner)?.diary
    return JSON.stringify(known) === JSON.stringify(diary) ? known : undefined
  }
  async function take(diary: Diary): Promise<void> {
    if (closed) return
    const copy = { savedAtMs: device.nowMs(), diary: unchanged(diary) ?? diary }
    const readable = new Set(diary.owners.map(({ id }) => id))
    setCopies((others) => [
      copy,
      ...others.filter((each) => each.diary.owner !== diary.owner && readable.has(each.diary.owner ?? '')),
    ])
    setKept(await keep.write(copy))
    await keep.keepOnly(readable)
  }
  async function askAll(): Promise<void> {
    const first = await ask(chosen()).catch((error: unknown) => {
      // The chosen diary is not for this person, or not any more.
      if (chosen() && error instanceof Refused && error.code === 'core.notFound') return ask()
      throw error
    })
    await take(first)
    for (const { id } of first.owners) if (id !== first.owner && !closed) await take(await ask(id))
  }
  async function refresh(): Promise<void> {
    if (state() === 'asking') return
    setState('asking')
    try {
      await askAll()
      setFailure(undefined)
    } catch (error) {
      setFailure(error)
    } finally {
      setState('rest')
    }
    if (!stale) return
    stale = false
    await refresh()
  }
  /** What comes while the answer is under way may not be in it. */
  async function news(): Promise<void> {
    if (state() === 'asking') stale = true
    else await refresh()
  }
  async function open(): Promise<void> {
    const kept = await keep.read()
    setCopies([...kept].sort((a, b) => b.savedAtMs - a.savedAtMs))
    await refresh()
  }
  const link = createRead(device, ['link'], () => device.link())
  createEffect(on(link, (now) => void (now === 'live' && refresh()), { defer: true }))
  const onShown = () => void (document.visibilityState === 'visible' && refresh())
  document.addEventListener('visibilitychange', onShown)
  onCleanup(device.on('diary', () => void news()))
  onCleanup(() => {
    closed = true
    document.removeEventListener('visibilitychange', onShown)
  })
  void open()
  return { shown, owners, isKept, failure, refresh, busy: () => state() !== 'rest' }
}

interface Parts {
  readonly device: Device
  readonly keep: Keep
  readonly ask: Ask
  /** The owner that the person has chosen. */
  readonly chosen: Accessor<PersonId | undefined>
}
