import { createSignal } from 'solid-js'
import { type AnnouncementKind, announcementKinds } from './announcements.ts'

/** How calls are on this device. Kept by the browser, not with the person: cameras and loudspeakers belong to the device. */
interface CallSettings {
  readonly audioinput: string
  readonly videoinput: string
  readonly audiooutput: string
  readonly announce: Readonly<Record<AnnouncementKind, boolean>>
  readonly keys: boolean
}

const key = 'zvonok-call-settings'
const plain: CallSettings = {
  ...{ audioinput: '', videoinput: '', audiooutput: '', keys: true },
  announce: Object.fromEntries(announcementKinds.map((kind) => [kind, true])) as CallSettings['announce'],
}

const [settings, set] = createSignal<CallSettings>(read())

export const callSettings = settings

export function changeCallSettings(change: Partial<CallSettings>): void {
  set((before) => ({ ...before, ...change }))
  localStorage.setItem(key, JSON.stringify(settings()))
}

function read(): CallSettings {
  try {
    return { ...plain, ...JSON.parse(localStorage.getItem(key) ?? '{}') }
  } catch {
    return plain
  }
}
