/** The device in a browser: IndexedDB, the socket of the same origin, the other tabs, and the signals of line and screen. */
import type { PersonId } from '@zvonok/schema/core/ids'
import { browserConnect } from './browser-socket.ts'
import { browserTabs } from './browser-tabs.ts'
import type { Device } from './device.ts'
import { databaseName, deleteDatabase, openIndexedStore, writtenName } from './indexed-store.ts'
import { forgetPerson } from './last-person.ts'
import { openDevice, type Signals } from './open-device.ts'
import type { DeviceStore } from './store.ts'

export async function openBrowserDevice(personId: PersonId): Promise<Device> {
  const store = await openStore(personId)
  const tabs = browserTabs(personId)
  return openDevice({
    personId,
    store,
    connect: browserConnect,
    idle,
    signals,
    prefetch: isSavingData() ? 'little' : 'all',
    wipe: () => wipeBrowser(personId),
    ...(tabs && { tabs }),
    ...(store.kind !== 'refused' && {
      persist: async () => (await import('./persist-written.ts')).persistWritten(personId),
    }),
  })
}

/** Where the browser keeps nothing (private windows, policies), the app works and says so. */
async function openStore(personId: PersonId): Promise<DeviceStore> {
  try {
    const [store, persistent] = await Promise.all([openIndexedStore(personId), isPersistent()])
    return persistent ? store : { ...store, kind: 'temporary' }
  } catch {
    const { openMemoryStore } = await import('./memory-store.ts')
    return openMemoryStore(undefined, 'refused')
  }
}

/** The browser may ask the person first, so its answer counts from the next start on. */
async function isPersistent(): Promise<boolean> {
  const { storage } = navigator
  if (!storage?.persist) return false
  const persisted = await storage.persisted()
  if (!persisted) void storage.persist()
  return persisted
}

/** Where each megabyte costs, little comes unasked. */
const isSavingData = (): boolean => {
  const { connection } = navigator as { connection?: { saveData?: boolean; type?: string } }
  return connection?.saveData === true || connection?.type === 'cellular'
}

/** Everything of the person by name; never the sign-in to the journal or the app itself. */
async function wipeBrowser(personId: PersonId): Promise<void> {
  forgetPerson()
  await deleteDatabase(writtenName(personId, `own:${personId}`))
  if (!('caches' in globalThis)) return
  for (const name of await caches.keys()) if (name.startsWith(databaseName(personId))) await caches.delete(name)
}

function idle(run: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(run, { timeout: 1000 })
  else setTimeout(run, 50)
}

function signals({ online, offline, shown, hidden }: Signals): () => void {
  const changed = () => (document.visibilityState === 'visible' ? shown() : hidden())
  addEventListener('online', online)
  addEventListener('offline', offline)
  addEventListener('pagehide', hidden)
  document.addEventListener('visibilitychange', changed)
  changed()
  return () => {
    removeEventListener('online', online)
    removeEventListener('offline', offline)
    removeEventListener('pagehide', hidden)
    document.removeEventListener('visibilitychange', changed)
  }
}
