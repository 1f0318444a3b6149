/** A device in a process of its own, so that it can be killed: the app's platform with its storage in a folder. */
import { join } from 'node:path'
import { sendMessage } from '@zvonok/schema/messages/commands'
import { openDevice, type Signals } from '@zvonok/web/platform/open-device'
import { openFileStore } from '../file-store.ts'
import { nodeSockets } from '../node-socket.ts'
import type { DeviceMessage, DeviceOrders, DevicePlace } from './device.ts'

const place = JSON.parse(String(process.argv[2])) as DevicePlace
let jumpMs = 0
let signals: Signals | undefined

const device = await openDevice({
  personId: place.personId,
  store: openFileStore(join(place.folder, 'device.jsonl')),
  connect: nodeSockets(place.url, place.cookie, place.origin).connect,
  clock: {
    nowMs: () => Date.now() + jumpMs,
    after(ms, run) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  },
  signals(given) {
    signals = given
    return () => undefined
  },
})
const chat = device.open(place.chatId)
const unsent = () => device.outbox().map(({ args }) => (args as { text: string }).text)
const rows = () => chat.rows().filter(({ seq }) => seq > 0)

const orders: DeviceOrders = {
  say(text) {
    const { done } = device.run(sendMessage, { chatId: place.chatId, text })
    done.then(
      () => tell({ acked: text }),
      () => undefined,
    )
  },
  jump(ms) {
    jumpMs = ms
  },
  wake() {
    for (const { id, state } of device.outbox()) if (state === 'refused') device.retry(id)
    signals?.online()
  },
  state: () => ({
    unsent: device.outbox().length,
    refused: device.outbox().filter(({ state }) => state === 'refused').length,
    lastSeq: rows().at(-1)?.seq ?? 0,
    headSeq: chat.item()?.head.seq ?? 0,
    link: device.link(),
  }),
  async look() {
    while (chat.hasOlder() && (await chat.loadOlder()));
    return { unsent: unsent(), rows: rows().map(({ seq, id, body }) => ({ seq, id, text: body })) }
  },
  waiting: () =>
    device
      .outbox()
      .filter(({ state }) => state === 'waiting')
      .map(({ id, args }) => ({ id, text: (args as { text: string }).text })),
  close: () => device.close(),
}

process.on('message', async ({ n, order, args }: { n: number; order: keyof DeviceOrders; args: [never] }) => {
  tell({ n, value: await orders[order](...args) })
})
process.on('disconnect', () => process.exit())
tell({ ready: true })

function tell(message: DeviceMessage): void {
  process.send?.(message)
}
