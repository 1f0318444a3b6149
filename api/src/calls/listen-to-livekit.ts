import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { Log } from '../platform/log.ts'

/**
 * Writes what goes wrong in LiveKit to our log. Its fields name people, devices and addresses: of a line in JSON only the fixed sentence is kept. What
 * it says before it starts is plain text about its settings.
 */
export function listenToLivekit(output: Readable, log: Log): void {
  createInterface(output).on('line', (line) => log.warn('livekit.said', { sentence: sentenceOf(line) }))
}

function sentenceOf(line: string): string {
  if (!line.startsWith('{')) return line.slice(0, 200)
  try {
    return String((JSON.parse(line) as { msg?: unknown }).msg).slice(0, 200)
  } catch {
    return 'a line that is not whole'
  }
}
