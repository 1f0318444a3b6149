/** Runs inside the page: the functions here are sent there as text and may use nothing from outside. */

declare global {
  interface Window {
    firstControlMs?: number
    paints: PerformanceObserver
    largestPaintMs?: number
    shownMs?: number
    keysMs?: number[]
    framesMs?: number[]
  }
}

/** When the first control is on the screen, and the largest paint so far. */
export function watchStart(): void {
  const look = (): void => {
    const controls = document.querySelectorAll('a[href], button:not(:disabled), input, textarea')
    const shown = [...controls].some((control) => control.getClientRects().length > 0)
    if (shown) window.firstControlMs = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
  window.paints = new PerformanceObserver((list) => {
    window.largestPaintMs = list.getEntries().at(-1)?.startTime ?? 0
  })
  window.paints.observe({ type: 'largest-contentful-paint', buffered: true })
}

/** What was painted until now, also what the observer was not told yet. */
export function stopWatchingPaint(): { firstControlMs: number; largestPaintMs: number } {
  const last = window.paints.takeRecords().at(-1)?.startTime
  window.paints.disconnect()
  const { firstControlMs = Number.NaN, largestPaintMs = Number.NaN } = window
  return { firstControlMs, largestPaintMs: last ?? largestPaintMs }
}

/** Resolves when what is in the document now was painted. */
export const nextFrames = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))

/** When the first element of that selector is on the screen. */
export function watchShown(selector: string): void {
  const look = (): void => {
    if (document.querySelector(selector)?.getClientRects().length) window.shownMs = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** Whether the chat list is in the device's own database. */
export async function hasCopy(): Promise<boolean> {
  const names = (await indexedDB.databases()).map(({ name = '' }) => name)
  const name = names.find((each) => /^zvonok-[\w-]+$/.test(each))
  if (!name) return false
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await done(indexedDB.open(name))
  const heads = database.objectStoreNames.contains('heads')
    ? await done(database.transaction('heads').objectStore('heads').count())
    : 0
  database.close()
  return heads > 0
}

/** From each letter that arrives to the end of the frame that shows it. Not `keydown`: Cyrillic letters come without one. */
export function watchKeys(): void {
  const watching = window.keysMs !== undefined
  window.keysMs = []
  if (watching) return
  addEventListener(
    'beforeinput',
    ({ timeStamp }) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => window.keysMs?.push(performance.now() - timeStamp)
        port2.postMessage(undefined)
      })
    },
    { capture: true },
  )
}

/** Time between frames. */
export function watchFrames(): void {
  const watching = window.framesMs !== undefined
  window.framesMs = []
  if (watching) return
  let last = performance.now()
  const frame = (now: number): void => {
    window.framesMs?.push(now - last)
    last = now
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}
