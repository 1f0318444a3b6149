import type { PersonId } from '@zvonok/schema/core/ids'
import { createEffect, createSignal } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { type Announcement, announcements, type Heard } from './announcements.ts'
import { callSettings } from './call-settings.ts'
import { playHand } from './call-sounds.ts'
import { useCall } from './create-call-view.ts'

/** INCALL-13. Tells a screen reader what happens, and an admin by a sound that a hand was raised. */
export function Announcer() {
  const view = useCall()
  const [text, setText] = createSignal('')
  let before: Heard | undefined
  createEffect(() => {
    const call = view.call()
    if (!call) return
    const now = { people: call.people, connected: view.isConnected() }
    const told = before ? announcements(before, now, view.me) : []
    before = now
    if (
      told.some(({ kind }) => kind === 'hands') &&
      view.isAdmin() &&
      view.device.own.settings.get('notifySound') !== false
    )
      playHand()
    const said = told.filter(({ kind }) => callSettings().announce[kind]).map((each) => sentence(each, view.name))
    if (said.length > 0) setText(said.join('. '))
  })
  return (
    <p class="unseen" role="log" aria-live="polite">
      {text()}
    </p>
  )
}

function sentence(told: Announcement, name: (id: PersonId) => string): string {
  const names = 'people' in told ? told.people.map(name).join(', ') : ''
  return t(`calls.say.${told.what}`, { names, place: 'place' in told ? told.place : 0 })
}
