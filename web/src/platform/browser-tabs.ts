import type { PersonId } from '@zvonok/schema/core/ids'
import type { TabNote, Tabs } from './tabs.ts'

/** The other tabs by BroadcastChannel, the leader by a Web Lock. Undefined where the browser has no locks (plain HTTP): each tab sends. */
export function browserTabs(personId: PersonId): Tabs | undefined {
  if (!('locks' in navigator) || !('BroadcastChannel' in globalThis)) return undefined
  const name = `zvonok-${personId}`
  const channel = new BroadcastChannel(name)
  let ended = false
  /** Of the request that waits in the queue of the lock. */
  let waiting = new AbortController()
  let leads = false
  let tell: { got(): void; lost(): void } | undefined
  let release: (() => void) | undefined

  /** Holds the lock until the tab goes, or until another tab takes it; then waits for it again. */
  async function hold(options: LockOptions): Promise<void> {
    let held = false
    try {
      await navigator.locks.request(name, options, () => {
        held = true
        leads = true
        tell?.got()
        return new Promise<void>((resolve) => {
          release = resolve
        })
      })
    } catch {
      // Taken over by the tab on the screen, or this tab has ended.
      if (!held) return
      leads = false
      tell?.lost()
      if (!ended) void queue()
    }
  }

  function queue(): Promise<void> {
    waiting = new AbortController()
    return hold({ signal: waiting.signal })
  }

  return {
    post: (note) => channel.postMessage(note),
    onNote(listener) {
      const hear = ({ data }: MessageEvent<TabNote>) => listener(data)
      channel.addEventListener('message', hear)
      return () => channel.removeEventListener('message', hear)
    },
    lead(got, lost) {
      tell = { got, lost }
      void queue()
    },
    takeLead() {
      if (!tell || leads) return
      waiting.abort()
      void hold({ steal: true })
    },
    close() {
      ended = true
      waiting.abort()
      release?.()
      channel.close()
    },
  }
}
