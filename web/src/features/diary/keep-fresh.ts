import type { Device } from '../../platform/device.ts'
import { answer, api } from '../account/client.ts'
import type { Ask } from './create-diary.ts'
import { browserKeep, type Keep } from './keep.ts'

export const askServer: Ask = (child) => answer(api.diary.$get({ query: child ? { child } : {} }))

const fresh = new WeakSet<Device>()
const isOnScreen = () => location.pathname === '/diary'

/**
 * DIARY-13. Renews the device's diaries at every contact with the server and when it says that something is new, so that they open without a line
 * as they were then. While the diary is on the screen it does so itself.
 */
export function keepFresh(device: Device, ask = askServer, keep = browserKeep(device.personId)): void {
  if (fresh.has(device)) return
  fresh.add(device)
  const renew = () => void (device.link() === 'live' && !isOnScreen() && renewAll(ask, keep, device.nowMs()))
  device.on('link', renew)
  device.on('diary', renew)
  renew()
}

async function renewAll(ask: Ask, keep: Keep, savedAtMs: number): Promise<void> {
  try {
    const first = await ask()
    const readable = first.owners.map(({ id }) => id)
    await keep.write({ savedAtMs, diary: first })
    for (const id of readable) if (id !== first.owner) await keep.write({ savedAtMs, diary: await ask(id) })
    await keep.keepOnly(new Set(readable))
  } catch {
    // Without an answer the copies stay as they are: the next contact asks again.
    return
  }
}
