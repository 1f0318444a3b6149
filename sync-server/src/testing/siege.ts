/** What an attack may not do to the others: two people write beside it, and memory is looked at before and after. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { sendMessage } from '@zvonok/schema/messages/commands'
import type { TestClient } from './client.ts'

export interface Siege {
  readonly chatId: string
  /** Two people who may write there, each over a new connection. */
  connect(): Promise<readonly [TestClient, TestClient]>
  /** Once before the look at memory, for what stays: compiled code and caches. Once more beside the two who write. */
  attack(): Promise<void>
}

export interface Survived {
  /** What each of the two was told is written, in its order. */
  readonly texts: readonly [readonly string[], readonly string[]]
  /** Of all their messages, from sending to the answer. */
  readonly p95Ms: number
  readonly grownBytes: number
}

/** What compiled code, counters and one's own messages may take; each attack asks for many times as much. */
export const roomBytes = 6_000_000

export async function besiege({ chatId, connect, attack }: Siege): Promise<Survived> {
  await attack()
  const before = heapBytes()
  const clients = await connect()
  const [first, second] = [writeOn(clients[0], chatId, 'Первое'), writeOn(clients[1], chatId, 'Второе')]
  await attack()
  await Promise.all([first.stop(), second.stop()])
  for (const client of clients) client.kill()
  await Promise.all(clients.map(({ closed }) => closed))
  const p95Ms = percentile95([...first.ms, ...second.ms])
  return { texts: [first.texts, second.texts], p95Ms, grownBytes: heapBytes() - before }
}

/** Slower and slower, so that the 500 which the limits allow at once last for a long attack and the next one. */
const paceMs = (n: number): number => 25 * 2 ** Math.floor(n / atLeast)
const atLeast = 20

/** Writes until `stop`, one message after the other, and takes the time of each. */
function writeOn(client: TestClient, chatId: string, name: string) {
  const texts: string[] = []
  const ms: number[] = []
  let running = true
  const done = (async () => {
    for (let n = 0; running || n < atLeast; n++) {
      const text = `${name} ${n}`
      const fromMs = performance.now()
      await client.run(sendMessage, { chatId, text })
      ms.push(performance.now() - fromMs)
      texts.push(text)
      await new Promise((resolve) => setTimeout(resolve, paceMs(n)))
    }
  })()
  const stop = (): Promise<void> => {
    running = false
    return done
  }
  return { texts, ms, stop }
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

function heapBytes(): number {
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const percentile95 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] as number
