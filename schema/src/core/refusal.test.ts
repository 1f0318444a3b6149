import { expect, test } from 'vitest'
import { all, no, type RefusalCode, refusalStatus, yes } from './refusal.ts'

test('[CORE-10] every refusal has a status that the contract names', () => {
  const allowed = new Set([400, 401, 403, 404, 409, 413, 429, 503])
  for (const [code, status] of Object.entries(refusalStatus)) {
    expect(allowed.has(status), code).toBe(true)
    expect(code).toMatch(/^[a-z]+\.[A-Za-z]+$/)
  }
})

test('[CORE-10] what does not exist and what is not yours have one status', () => {
  const codes: RefusalCode[] = ['core.notFound', 'chats.notMember', 'messages.notFound']
  expect(codes.map((code) => refusalStatus[code])).toEqual([404, 404, 404])
})

test('[CORE-10] of several decisions the first refusal counts', () => {
  expect(all(yes, no('chats.closed'), no('core.notFound'))).toEqual(no('chats.closed'))
  expect(all(yes, yes)).toEqual(yes)
})
