import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { securityHeaders } from './security-headers.ts'
import { inlineScripts, staticFiles } from './static-files.ts'

const script = 'console.log("звонок")'
const inline = 'begin("раньше всего")'
const page = `<!doctype html><script data-preload="/a.js">${inline}</script><script type="module" src="/b.js"></script>`
let folder: string
let app: Hono

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zvonok-static-'))
  mkdirSync(join(folder, 'assets'))
  mkdirSync(join(folder, '.vite'))
  writeFileSync(join(folder, 'index.html'), page)
  writeFileSync(join(folder, 'sw.js'), '')
  writeFileSync(join(folder, '.vite/manifest.json'), '{}')
  writeFileSync(join(folder, 'assets/main-abc.js'), script)
  writeFileSync(join(folder, 'assets/main-abc.js.br'), brotliCompressSync(script))
  app = new Hono()
    .use(securityHeaders({ origins: ['http://127.0.0.1:3000'], secure: false }, inlineScripts(folder)))
    .use(staticFiles(folder))
})
afterAll(() => rmSync(folder, { recursive: true }))

const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers })

test('[SERVER-6] a hashed file is kept for ever and sent packed', async () => {
  const answer = await get('/assets/main-abc.js', { 'accept-encoding': 'gzip, deflate, br' })
  expect(answer.headers.get('cache-control')).toContain('immutable')
  expect(answer.headers.get('content-encoding')).toBe('br')
  expect(brotliDecompressSync(await answer.arrayBuffer()).toString()).toBe(script)
})

test('[SERVER-6] who takes no packed form gets the file itself', async () => {
  const answer = await get('/assets/main-abc.js')
  expect(answer.headers.get('content-encoding')).toBeNull()
  expect(await answer.text()).toBe(script)
})

test('[SERVER-6] pages and the service worker are asked for again, and not sent again when unchanged', async () => {
  for (const path of ['/', '/chats/abc', '/sw.js'])
    expect((await get(path)).headers.get('cache-control')).toBe('no-cache')
  const etag = (await get('/chats')).headers.get('etag') ?? ''
  expect((await get('/chats', { 'if-none-match': etag })).status).toBe(304)
})

test.each(['/api/unknown', '/assets/missing.js', '/.vite/manifest.json', '/../package.json', '/sync'])(
  '%s is not a page of the app',
  async (path) => {
    expect((await get(path)).status).toBe(404)
  },
)

test('[SERVER-7] the policy allows nothing unsafe and nobody else', async () => {
  const policy = (await get('/')).headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('unsafe')
  expect(policy).toContain('ws://127.0.0.1:3000')
  const hash = createHash('sha256').update(inline).digest('base64')
  expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`)
})
