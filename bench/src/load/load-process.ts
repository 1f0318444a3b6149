import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Jobs } from './child.ts'

/** A process of its own for senders and receivers, so that their work is not counted as the server's. */
export interface LoadProcess {
  run<J extends keyof Jobs>(job: J, ...args: Parameters<Jobs[J]>): Promise<Awaited<ReturnType<Jobs[J]>>>
  close(): Promise<void>
}

export function startLoad(): LoadProcess {
  // Else LiveKit's client writes down every step.
  const env = { ...process.env, NODE_ENV: 'production' }
  const child = fork(fileURLToPath(new URL('child.ts', import.meta.url)), { env })
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  return {
    run: (job, ...args) =>
      new Promise((resolve, reject) => {
        const gone = (): void => reject(new Error(`the load process ended during ${job}`))
        child.once('close', gone)
        child.once('message', (answer: { result: never; error?: string }) => {
          child.off('close', gone)
          if (answer.error) reject(new Error(answer.error))
          else resolve(answer.result)
        })
        child.send({ job, args })
      }),
    async close() {
      // It holds nothing that is worth a goodbye.
      child.kill('SIGKILL')
      await ended
    },
  }
}
