/** The screen stays on while one is in a call. @returns lets it go */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | undefined
  let ended = false
  async function take() {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    // The system may refuse, for instance at a low battery: the call goes on without it.
    lock = await navigator.wakeLock.request('screen').catch(() => undefined)
    if (ended) void lock?.release()
  }
  void take()
  document.addEventListener('visibilitychange', take)
  return () => {
    ended = true
    document.removeEventListener('visibilitychange', take)
    void lock?.release()
  }
}
