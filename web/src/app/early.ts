/**
 * Stands in the page itself and runs before anything is loaded, so that on a slow line nothing waits for the app's code that needs not: the theme
 * before the first picture, and on the pages of the messenger its code, who is signed in, and the line.
 */
import { openSocket } from '../platform/browser-socket.ts'
import type { Early } from '../platform/early.ts'
import { justEntered, lastPerson } from '../platform/last-person.ts'
import { owesSignOut } from '../platform/owed-sign-out.ts'

const theme = localStorage.getItem('zvonok-theme')
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme

const isMessenger = !/^\/(journal|admin|id)(\/|$)/.test(location.pathname)
if (isMessenger) {
  preload(document.currentScript?.dataset.preload)
  const isEntering = location.hash === justEntered
  if (isEntering || !owesSignOut()) begin(isEntering || !lastPerson())
}

/** Files that the app's code would ask for only when it runs. */
function preload(files = ''): void {
  for (const href of files.split(' ').filter(Boolean)) {
    const link = document.createElement('link')
    Object.assign(link, { rel: 'modulepreload', href, crossOrigin: '' })
    document.head.append(link)
  }
}

function begin(isNew: boolean): void {
  const early: Early = { me: fetch('/api/me') }
  window.early = early
  early.me?.then(
    ({ ok }) => {
      // The app may have been quicker.
      if (ok && isNew && early.me) early.line = listen(openSocket(''))
    },
    () => undefined,
  )
}

function listen(socket: WebSocket) {
  const events: Event[] = []
  const keep = (event: Event) => void events.push(event)
  Object.assign(socket, { onopen: keep, onmessage: keep, onclose: keep })
  return { socket, events }
}
