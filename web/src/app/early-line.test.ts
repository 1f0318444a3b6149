import { expect, test, vi } from 'vitest'
import { browserConnect } from '../platform/browser-socket.ts'

class Line {
  onopen: ((event: Event) => void) | null = null
  onmessage: ((event: MessageEvent) => void) | null = null
  onclose: ((event: CloseEvent) => void) | null = null
  isClosed = false
  close(): void {
    this.isClosed = true
  }
}

/** A line that the page began, with what it has heard. */
function begun(): Line {
  const line = new Line()
  const frame = (byte: number) => new MessageEvent('message', { data: new Uint8Array([byte]).buffer })
  window.early = { line: { socket: line as unknown as WebSocket, events: [new Event('open'), frame(1), frame(2)] } }
  return line
}

function listener() {
  const heard: unknown[] = []
  const events = {
    opened: () => void heard.push('opened'),
    received: ([byte]: Uint8Array) => void heard.push(byte),
    closed: (code: number) => void heard.push(code),
  }
  return { heard, events }
}

test('[FRAME-19] a device without anything goes on with the line of the page and hears its first frames, once', async () => {
  vi.stubGlobal('WebSocket', Line)
  const line = begun()
  const first = listener()
  browserConnect('', first.events)
  expect(first.heard).toEqual([])
  await Promise.resolve()
  line.onmessage?.(new MessageEvent('message', { data: new Uint8Array([3]).buffer }))
  expect(first.heard).toEqual(['opened', 1, 2, 3])
  const second = listener()
  browserConnect('', second.events)
  await Promise.resolve()
  expect(second.heard).toEqual([])
})

test('[FRAME-19] a device that knows something opens its own line, and closes that of the page', async () => {
  vi.stubGlobal('WebSocket', Line)
  const line = begun()
  const { heard, events } = listener()
  browserConnect('generation.7', events)
  await Promise.resolve()
  expect([line.isClosed, heard]).toEqual([true, []])
})

test('[FRAME-19] a line that is given up at once tells nothing', async () => {
  begun()
  const { heard, events } = listener()
  browserConnect('', events).close()
  await Promise.resolve()
  expect(heard).toEqual([])
})
