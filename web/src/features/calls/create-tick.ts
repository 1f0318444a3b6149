import { type Accessor, createSignal, onCleanup } from 'solid-js'
import type { Device } from '../../platform/device.ts'

/** The server's time, once a second. */
export function createTick(device: Device): Accessor<number> {
  const [nowMs, setNowMs] = createSignal(device.nowMs())
  const timer = setInterval(() => setNowMs(device.nowMs()), 1000)
  onCleanup(() => clearInterval(timer))
  return nowMs
}
