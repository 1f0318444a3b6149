/** Runs when nothing else is to be done, at the latest after so long. */
export function whenIdle(run: () => void, atLatestMs: number): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(run, { timeout: atLatestMs })
  else setTimeout(run, atLatestMs / 4)
}
