import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { makeLog } from '../../platform/log.ts'
import type { Media, MediaEvent } from '../media.ts'
import { type RunningMedia, startMedia } from '../start-media.ts'
import { livekitProgram } from './livekit-program.ts'

export const origin = 'http://127.0.0.1:3000'

/** A media server of its own, in a folder of its own, and what it has told. */
export interface RealMedia extends RunningMedia {
  readonly folder: string
  readonly logged: string[]
  /** What livekit.yaml says now. */
  config(): LivekitFile
  /** Where clients without a browser connect. */
  socketUrl(): string
  /** The first event that is like this, also one that came before. */
  event(like: (event: MediaEvent) => boolean): Promise<MediaEvent>
  end(): Promise<void>
}

interface LivekitFile {
  readonly port: number
  readonly rtc: { readonly udp_port: number }
  readonly keys: Readonly<Record<string, string>>
}

export async function startRealMedia(): Promise<RealMedia> {
  const folder = mkdtempSync(join(tmpdir(), 'zvonok-media-'))
  const logged: string[] = []
  const running = await startMedia({
    settings: { livekit: { kind: 'own', local: true, program: await livekitProgram() }, origins: [origin] },
    dataFolder: folder,
    secret: 'a secret of the tests, 32 letters',
    log: makeLog((line) => logged.push(line)),
  })
  await becomes(running.media, 'ready')
  const told: MediaEvent[] = []
  const waiting = new Set<(event: MediaEvent) => void>()
  running.media.onEvent((event) => {
    told.push(event)
    for (const look of waiting) look(event)
  })
  const config = (): LivekitFile => JSON.parse(readFileSync(join(folder, 'livekit.yaml'), 'utf8'))
  return {
    ...running,
    folder,
    logged,
    config,
    socketUrl: () => `ws://127.0.0.1:${config().port}`,
    event: (like) =>
      new Promise((resolve) => {
        const before = told.find(like)
        if (before) return resolve(before)
        const look = (event: MediaEvent) => {
          if (!like(event)) return
          waiting.delete(look)
          resolve(event)
        }
        waiting.add(look)
      }),
    end: async () => {
      await running.close()
      rmSync(folder, { recursive: true })
    },
  }
}

export function becomes(media: Media, state: 'ready' | 'off'): Promise<void> {
  if (media.state.state === state) return Promise.resolve()
  return new Promise((resolve) => {
    const end = media.onState((now) => {
      if (now.state !== state) return
      end()
      resolve()
    })
  })
}

/** Process ids of the livekit-servers that run with this folder's settings; the shells before them left out. */
export async function livekitProcesses(folder: string): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,args='])
  return stdout
    .split('\n')
    .filter((line) => line.includes(join(folder, 'livekit.yaml')) && !line.includes('/bin/sh'))
    .map((line) => Number.parseInt(line, 10))
}
