import { bareWire } from './bare-wire.ts'
import { oursWire } from './ours-wire.ts'
import type { Wire, WireName } from './rival.ts'
import { hocuspocusWire, yjsWire } from './yjs-wire.ts'

export const wires: Record<WireName, Wire> = {
  ours: oursWire,
  yjs: yjsWire,
  hocuspocus: hocuspocusWire,
  bare: bareWire,
}
