/** Runs inside the page: the functions here are sent there as text and may use nothing from outside. */

declare global {
  interface Window {
    firstControlMs?: number
    largestPaintMs?: number
    keysMs: number[]
    framesMs: number[]
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
  new PerformanceObserver((list) => {
    window.largestPaintMs = list.getEntries().at(-1)?.startTime ?? 0
  }).observe({ type: 'largest-contentful-paint', buffered: true })
}

/** From each key press to the end of the frame that shows it. */
export function watchKeys(): void {
  window.keysMs = []
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => window.keysMs.push(performance.now() - timeStamp)
        port2.postMessage(undefined)
      })
    },
    { capture: true },
  )
}

/** Time between frames. */
export function watchFrames(): void {
  window.framesMs = []
  let last = performance.now()
  const frame = (now: number): void => {
    window.framesMs.push(now - last)
    last = now
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}
