import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { askServer, type ControlAnswer, controlPath, listenForControl } from './control-socket.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zvonok-control-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('[OPERATOR-3] nobody listens: undefined', async () => {
  expect(await askServer(folder, { command: 'check', values: {} })).toBeUndefined()
})

test.runIf(process.platform !== 'win32')('[OPERATOR-3] answers come in order, to its user only', async () => {
  const close = await listenForControl(folder, async ({ command, values }, answer) => {
    answer({ line: `${command} ${values.file}` })
    answer({ done: true })
  })
  expect(statSync(controlPath(folder)).mode & 0o777).toBe(0o600)
  const answers: ControlAnswer[] = []
  for await (const answer of (await askServer(folder, { command: 'backup', values: { file: '/x' } })) ?? [])
    answers.push(answer)
  expect(answers).toEqual([{ line: 'backup /x' }, { done: true }])
  await close()
})

test('a folder with a long name still has a path that systems allow', () => {
  expect(Buffer.byteLength(controlPath(`/srv/${'школа/'.repeat(20)}`))).toBeLessThan(104)
})
