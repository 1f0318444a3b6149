import { createSignal } from 'solid-js'

/** Chromium's offer to install, kept until the person asks for it. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>
}

const [offer, setOffer] = createSignal<InstallOffer>()

export const mayInstall = (): boolean => offer() !== undefined

/** Once, at the start of the app: the browser makes the offer early. */
export function keepInstallOffer(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    setOffer(event as InstallOffer)
  })
  addEventListener('appinstalled', () => setOffer(undefined))
}

export function askToInstall(): void {
  void offer()?.prompt()
  setOffer(undefined)
}

/** True in the installed app's own window. */
export const isInstalled = (): boolean =>
  matchMedia('(display-mode: standalone)').matches || ('standalone' in navigator && navigator.standalone === true)
