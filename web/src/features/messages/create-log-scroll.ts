import type { MessageId } from '@zvonok/schema/core/ids'
import { createEffect, createMemo, createSignal, on, onCleanup, onMount } from 'solid-js'
import type { VirtualizerHandle } from 'virtua/solid'
import { createRead } from '../../platform/create-read.ts'
import { t } from '../../platform/i18n/t.ts'
import { showToast } from '../../ui/toasts.ts'
import type { ChatRoom, JumpTarget } from './chat-room.ts'
import { createLogRows } from './create-log-rows.ts'

/** So near to the end that new messages should come into view by themselves. */
const nearEndPx = 80
/** Older rows are asked for this far before they are needed. */
const aheadPx = 1200
const litMs = 1500
/** So long the first new message is waited for, when it is known of but not here yet. */
const patienceMs = 1500
/** Room under the last row. */
const footPx = 12

/** CHAT-1. Where the log stands: placed at the first new message, following the end, reaching back, jumping. */
export function createLogScroll(room: ChatRoom) {
  const { device, view } = room
  const { chat } = view
  const { log, indexOf } = createLogRows(view.rows)
  const [scroller, setScroller] = createSignal<HTMLDivElement>()
  const [list, setList] = createSignal<VirtualizerHandle>()
  const [placed, setPlaced] = createSignal(false)
  const [nearEnd, setNearEnd] = createSignal(true)
  const [older, setOlder] = createSignal<'idle' | 'loading' | 'offline'>('idle')
  const [current, setCurrent] = createSignal<MessageId>()
  const [lit, setLit] = createSignal<MessageId>()
  const [newAfter, setNewAfter] = createSignal(firstUnreadMark())
  const link = createRead(device, ['link'], () => device.link())

  function firstUnreadMark(): number | undefined {
    const item = chat.item()
    return item && item.unread > 0 ? item.mine.readSeq : undefined
  }
  const currentId = createMemo(() => {
    const id = current()
    return id !== undefined && indexOf(id) !== undefined ? id : log().ids.at(-1)
  })
  const keepMounted = createMemo(() => {
    const id = currentId()
    const index = id === undefined ? undefined : indexOf(id)
    return index === undefined ? [] : [index]
  })

  const toEnd = () => list()?.scrollToIndex(log().ids.length - 1, { align: 'end', offset: footPx })

  const firstNew = createMemo(() => {
    const after = newAfter()
    return after === undefined
      ? -1
      : view.rows().findIndex(({ seq, author }) => seq > after && author !== device.personId)
  })
  /** What was unread at opening may arrive in parts: the first of it stays in sight. */
  const unreadUntil = newAfter() === undefined ? 0 : (chat.item()?.head.seq ?? 0)
  const [patient, setPatient] = createSignal(true)
  const patience = setTimeout(() => setPatient(false), patienceMs)
  onCleanup(() => clearTimeout(patience))
  const isNewComing = () =>
    newAfter() !== undefined && firstNew() < 0 && patient() && (link() === 'live' || link() === 'syncing')

  /** Where one begins to read: at the first new message, else at the end. */
  function placeFirst() {
    const index = firstNew()
    if (index > 0) list()?.scrollToIndex(index, { align: 'start', offset: -48 })
    else toEnd()
    requestAnimationFrame(() => requestAnimationFrame(() => setPlaced(true)))
  }

  createEffect(
    on([list, () => log().ids.length > 0, scroller, isNewComing], ([handle, filled, , wait]) => {
      if (handle && filled && !wait && !placed() && !room.target()) queueMicrotask(placeFirst)
    }),
  )

  /** New rows at the end: follow them when one is there, or when they are one's own. */
  createEffect(
    on(log, ({ ids, atStart }, before) => {
      if (!placed() || atStart || !before || ids.at(-1) === before.ids.at(-1)) return
      const last = view.rows().at(-1)
      if (last && last.seq > 0 && last.seq <= unreadUntil) queueMicrotask(placeFirst)
      else if (nearEnd() || (last?.author === device.personId && last.state === 'waiting')) queueMicrotask(toEnd)
    }),
  )

  async function loadOlder() {
    if (older() === 'loading' || !view.hasOlder()) return
    setOlder('loading')
    const loaded = await chat.loadOlder()
    setOlder(loaded || !chat.hasOlder() ? 'idle' : 'offline')
    if (loaded) queueMicrotask(look)
  }
  createEffect(on(link, (state) => state === 'live' && setOlder((now) => (now === 'offline' ? 'idle' : now))))

  function look() {
    const handle = list()
    if (!handle || !placed()) return
    const fromEnd = handle.scrollSize - handle.viewportSize - handle.scrollOffset
    setNearEnd(fromEnd < nearEndPx)
    if (handle.scrollOffset < aheadPx && older() === 'idle') void loadOlder()
    markRead(handle)
  }

  function markRead(handle: VirtualizerHandle) {
    if (document.visibilityState !== 'visible') return
    const rows = view.rows()
    let index = nearEnd() ? rows.length - 1 : handle.findItemIndex(handle.scrollOffset + handle.viewportSize - 24)
    while (index >= 0 && rows[index]?.seq === 0) index--
    const seq = rows[index]?.seq
    if (seq && seq > (chat.item()?.mine.readSeq ?? 0)) chat.markRead(seq)
  }
  createEffect(on([placed, view.rows], () => queueMicrotask(look)))

  /** What comes while one looks elsewhere is new when one is back. */
  function onVisibility() {
    if (document.visibilityState === 'visible') look()
    else if (!firstUnreadMark()) setNewAfter(chat.item()?.head.seq)
  }
  onMount(() => document.addEventListener('visibilitychange', onVisibility))
  onCleanup(() => document.removeEventListener('visibilitychange', onVisibility))

  async function jump({ id, seq }: JumpTarget) {
    if (indexOf(id) === undefined) await chat.loadTo(seq)
    const index = indexOf(id)
    if (index === undefined) return showToast(t('messages.lost'))
    list()?.scrollToIndex(index, { align: 'center' })
    setPlaced(true)
    setCurrent(id)
    setLit(id)
    setTimeout(() => setLit((now) => (now === id ? undefined : now)), litMs)
  }
  createEffect(on([room.target, list], ([target, handle]) => target && handle && void jump(target)))

  function onKeyDown(event: KeyboardEvent) {
    if (!(event.target instanceof HTMLElement) || event.target.tagName !== 'ARTICLE' || event.altKey) return
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    const id = currentId()
    const next = step && id !== undefined ? log().ids[(indexOf(id) ?? 0) + step] : undefined
    if (next === undefined) return
    event.preventDefault()
    setCurrent(next)
    list()?.scrollToIndex(indexOf(next) ?? 0, { align: 'nearest' })
    requestAnimationFrame(() =>
      scroller()
        ?.querySelector<HTMLElement>(`[data-message="${CSS.escape(next)}"]`)
        ?.focus({ preventScroll: true }),
    )
  }

  return {
    rows: log,
    currentId,
    setCurrent,
    keepMounted,
    lit,
    newAfter,
    older,
    placed,
    nearEnd,
    setScroller,
    scroller,
    setList,
    look,
    toEnd,
    onKeyDown,
  }
}
