import type { PersonId } from '@zvonok/schema/core/ids'
import { type Accessor, createSignal } from 'solid-js'
import type { Device } from '../platform/device.ts'
import { takeEarly } from '../platform/early.ts'
import { doorKey, forgetPerson, justEntered, lastPerson, rememberPerson } from '../platform/last-person.ts'
import { forgetOwed, payOwedSignOut } from '../platform/owed-sign-out.ts'

/** `signedOut`: nobody is known here. `offline`: nobody is known and there is no line to ask. */
export type Session =
  | { readonly state: 'starting' | 'signedOut' | 'offline' }
  | { readonly state: 'open'; readonly device: Device }

/** The copy's code is a chunk of its own: pages without a person do without it. */
const openCopy = async (personId: PersonId): Promise<Device> =>
  (await import('../platform/browser-device.ts')).openBrowserDevice(personId)

/** FRAME-1. Whoever used this browser last sees their copy at once; the server is asked beside it and another person's copy is opened only then. */
export function openSession(openDevice = openCopy): Accessor<Session> {
  const [session, setSession] = createSignal<Session>({ state: 'starting' })
  if (location.hash === justEntered) {
    forgetPerson()
    forgetOwed()
    history.replaceState(history.state, '', location.pathname)
    goBackToDoor()
  }
  const known = lastPerson()
  const opening = known && openDevice(known.personId).then(show)

  function show(device: Device): Device {
    setSession({ state: 'open', device })
    return device
  }
  async function change(personId: PersonId, name: string) {
    rememberPerson({ personId, name })
    const earlier = await opening
    if (earlier?.personId === personId) return
    await earlier?.close()
    show(await openDevice(personId))
  }
  void whoIsSignedIn().then((answer) => {
    if (typeof answer === 'object') return change(answer.id, answer.name)
    if (!known) setSession({ state: answer })
    return undefined
  })
  return session
}

function goBackToDoor(): void {
  const door = sessionStorage.getItem(doorKey)
  sessionStorage.removeItem(doorKey)
  if (door) location.replace(`${door}${justEntered}`)
}

async function whoIsSignedIn(): Promise<{ id: PersonId; name: string } | 'signedOut' | 'offline'> {
  try {
    if (!(await payOwedSignOut())) return 'offline'
    const answer = await (takeEarly('me') ?? fetch('/api/me'))
    return answer.ok ? await answer.json() : 'signedOut'
  } catch {
    return 'offline'
  }
}
