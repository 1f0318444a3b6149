/** Runs inside the page: the functions here are sent there as text and may use nothing from outside. */

declare global {
  interface Window {
    /** Milliseconds from the last press to the first frame of a video that came after it. */
    firstFrameMs?: number
  }
}

/** Who presses sends no camera: each picture that comes is the other one's. */
export function watchFirstFrame(): void {
  let pressedAtMs = 0
  addEventListener(
    'click',
    ({ timeStamp }) => {
      pressedAtMs = timeStamp
      delete window.firstFrameMs
    },
    { capture: true },
  )
  const watched = new WeakSet<HTMLVideoElement>()
  new MutationObserver(() => {
    for (const video of document.querySelectorAll('video')) {
      if (watched.has(video)) continue
      watched.add(video)
      video.requestVideoFrameCallback((nowMs) => {
        window.firstFrameMs ??= nowMs - pressedAtMs
      })
    }
  }).observe(document, { subtree: true, childList: true })
}
