import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { must } from '@zvonok/schema/core/must'
import { type Journal, openMemoryStore, type StoreStep } from '@zvonok/web/platform/memory-store'
import type { DeviceStore } from '@zvonok/web/platform/store'

/** A device's storage in one file: what happened, one step a line; written anew when something was taken away. A torn last line is dropped. */
export function openFileStore(path: string): DeviceStore {
  mkdirSync(dirname(path), { recursive: true })
  const steps = existsSync(path) ? readSteps(readFileSync(path, 'utf8')) : []
  let file: number | undefined = start(path, steps)
  function close(): void {
    if (file !== undefined) closeSync(file)
    file = undefined
  }
  const journal: Journal = {
    steps,
    add(step, durability) {
      const open = must(file, 'open file')
      writeSync(open, encode(step))
      if (durability === 'strict') fsyncSync(open)
    },
    rewrite(left) {
      close()
      file = start(path, left)
    },
    close,
    wipe() {
      close()
      rmSync(path)
    },
  }
  return openMemoryStore(journal)
}

/** Beside the old file and then in its place, so that a crash leaves one of them whole. */
function start(path: string, steps: Iterable<StoreStep>): number {
  const file = openSync(`${path}.new`, 'w')
  for (const step of steps) writeSync(file, encode(step))
  fsyncSync(file)
  closeSync(file)
  renameSync(`${path}.new`, path)
  return openSync(path, 'a')
}

const encode = (step: StoreStep): string =>
  `${JSON.stringify(step, (_, value: unknown) =>
    value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value,
  )}\n`

function readSteps(text: string): StoreStep[] {
  const lines = text.split('\n')
  // What follows the last line break was cut while it was written.
  lines.pop()
  return lines.map((line) => JSON.parse(line, revive) as StoreStep)
}

function revive(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('base64' in value)) return value
  return new Uint8Array(Buffer.from(String(value.base64), 'base64'))
}
