import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newId } from '@zvonok/schema/core/ids'
import { sendMessage } from '@zvonok/schema/messages/commands'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TestClient } from './testing/client.ts'
import { idOf } from './testing/school.ts'

let folder: string
let child: ChildProcess
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zvonok-kill-'))
})
afterEach(() => {
  child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

async function start(): Promise<TestClient> {
  const script = fileURLToPath(new URL('./testing/killable.mts', import.meta.url))
  child = spawn(process.execPath, ['--import', 'tsx', '--conditions=zvonok-source', script, folder])
  const [port] = await once(child.stdout as NodeJS.ReadableStream, 'data')
  const url = `ws://127.0.0.1:${Number(String(port))}/sync?v=1&cursor=`
  return new TestClient(url, { origin: 'http://school', cookie: `${idOf('petya')}/s` })
}

test('[SYNC-11] kill -9 in the middle of a burst: what was acked is there, what is sent again is not doubled', async () => {
  const first = await start()
  const heads = await first.next('heads')
  const chatId = heads.heads.find(({ kind }) => kind === 'class')?.id as string
  const ids = Array.from({ length: 300 }, () => newId())
  for (const [at, id] of ids.entries()) first.command(sendMessage, { chatId, text: `${at}` }, id)
  const acked = new Map<string, unknown>()
  await Promise.allSettled(
    ids.map(async (id, at) => {
      acked.set(id, await first.answer(id))
      if (at === 20) child.kill('SIGKILL')
    }),
  )
  if (child.signalCode === null) await once(child, 'exit')

  const again = await start()
  await again.next('heads')
  for (const [at, id] of ids.entries()) again.command(sendMessage, { chatId, text: `${at}` }, id)
  const answers = await Promise.all(ids.map((id) => again.answer(id)))
  expect(answers).toEqual(ids.map((_, at) => ({ seq: at + 1 })))
  expect(acked.size).toBeGreaterThan(20)
  for (const [id, answer] of acked) expect(answers[ids.indexOf(id)]).toEqual(answer)
  again.send({ type: 'page', chatId, beforeSeq: 301, count: 100 })
  const page = await again.next('page')
  expect(page.rows.map((entry) => entry !== 0 && entry[0])).toEqual(ids.slice(200))
}, 30_000)
