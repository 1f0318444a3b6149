import type { Diary } from '@zvonok/schema/diary/diary'
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
  const renew = () => void (device.link() === 'live' && !isOnScreen() && renewAll(device, ask, keep))
  device.on('link', renew)
  device.on('diary', renew)
  renew()
}

async function renewAll(device: Device, ask: Ask, keep: Keep): Promise<void> {
  /** Whoever left this device meanwhile leaves nothing on it. */
  const take = async (diary: Diary) =>
    void (device.link() === 'live' && (await keep.write({ savedAtMs: device.nowMs(), diary })))
  try {
    const first = await ask()
    await take(first)
    for (const { id } of first.owners) if (id !== first.owner) await take(await ask(id))
    await keep.keepOnly(new Set(first.owners.map(({ id }) => id)))
  } catch {
    // Without an answer the copies stay as they are: the next contact asks again.
    return
  }
}
