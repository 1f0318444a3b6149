import { createSignal } from 'solid-js'

const [waiting, setWaiting] = createSignal<ServiceWorker>()

/** A new version that is loaded and waits to be asked. */
export const waitingUpdate = waiting

/** Registers the service worker once the page is idle; a new version never takes over by itself. */
export async function watchForUpdates(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.register('/sw.js')
  const look = () => {
    if (registration.waiting && navigator.serviceWorker.controller) setWaiting(registration.waiting)
  }
  look()
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void registration.update()
  })
}

/** Texts are safe: drafts and the outbox are on disk with every key press. */
export function takeUpdate(worker: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  worker.postMessage('takeOver')
}
