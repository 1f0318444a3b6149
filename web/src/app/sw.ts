/// <reference lib="webworker" />
/**
 * The service worker: keeps the files of one version and answers pages from them, so that the app starts without a line. It takes over only when asked
 * (`takeOver`). What the server itself answers is left to the server.
 */
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (string | { url: string; revision: string | null })[] }

const serverPages = /^\/(?:id|api|dev|livekit|internal|healthz|metrics|sync)(?:\/|$)/

precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()

const page = createHandlerBoundToURL('/index.html')
self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.mode !== 'navigate' || url.origin !== self.location.origin || serverPages.test(url.pathname)) return
  event.respondWith(page({ request, url, event }))
})

/** The page that brought the first version gets its later parts from here at once, also when the line breaks before its next start. */
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('message', (event) => {
  if (event.data === 'takeOver') void self.skipWaiting()
})
