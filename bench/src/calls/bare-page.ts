import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'

/**
 * The least page that is a call: LiveKit's client with its defaults, everything loaded and the pass in the page before the press.
 * `?url&token` and, for the one who is there first, `&camera`.
 */
const page = `<!doctype html><meta charset="utf-8"><title>Call</title>
<button>Join</button>
<script src="/livekit-client.js"></script>
<script>
const { Room, RoomEvent } = LivekitClient
const wish = new URLSearchParams(location.search)
const room = new Room()
room.on(RoomEvent.TrackSubscribed, (track) => document.body.append(track.attach()))
async function join() {
  await room.connect(wish.get('url'), wish.get('token'), { rtcConfig: { iceServers: [] } })
  if (wish.has('camera')) await room.localParticipant.setCameraEnabled(true)
  else await room.localParticipant.setMicrophoneEnabled(true)
  document.title = 'in'
}
document.querySelector('button').onclick = join
</script>`

export async function serveBarePage(): Promise<{ url: string; close(): void }> {
  const client = await readFile(createRequire(import.meta.url).resolve('livekit-client'))
  const server = createServer((request, response) => {
    if (request.url === '/livekit-client.js')
      response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'max-age=600' }).end(client)
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() }
}
