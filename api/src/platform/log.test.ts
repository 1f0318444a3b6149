import { expect, test } from 'vitest'
import { makeLog } from './log.ts'

test('[SERVER-8] a failed query is told without its values', () => {
  const lines: string[] = []
  const log = makeLog((line) => lines.push(line))
  const error = Object.assign(new Error('Failed query: insert … params: тайный текст'), {
    query: 'insert into messages values (?)',
    params: ['тайный текст'],
  })
  log.error('store.failed', new Error('wrapped', { cause: error }))
  log.error('store.failed', error, { chats: 1 })
  expect(lines.join('')).not.toContain('тайный')
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ level: 'error', event: 'store.failed', chats: 1 })
})
