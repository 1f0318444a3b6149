const holdMs = 450
const slackPx = 10

/**
 * Calls `run` when a finger rests on the element. Mouse and keyboard have their own ways. The click that follows is swallowed. Returns handlers for the element.
 */
export function longPress(run: (at: { x: number; y: number }) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let start = { x: 0, y: 0 }
  let pressed = false
  const stop = () => {
    clearTimeout(timer)
    timer = undefined
  }
  return {
    onPointerDown(event: PointerEvent) {
      pressed = false
      if (event.pointerType === 'mouse') return
      start = { x: event.clientX, y: event.clientY }
      timer = setTimeout(() => {
        pressed = true
        run(start)
      }, holdMs)
    },
    onPointerMove(event: PointerEvent) {
      if (Math.hypot(event.clientX - start.x, event.clientY - start.y) > slackPx) stop()
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    /** True when this click ended a long press and must do nothing. */
    swallows(event: Event): boolean {
      if (!pressed) return false
      pressed = false
      event.preventDefault()
      event.stopPropagation()
      return true
    },
  }
}
