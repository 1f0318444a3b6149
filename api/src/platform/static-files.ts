import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import type { Context, MiddlewareHandler } from 'hono'

interface StaticFile {
  readonly type: string
  readonly etag: string
  readonly cacheControl: string
  readonly plain: Uint8Array<ArrayBuffer>
  /** By `Content-Encoding`, smallest first. */
  readonly packed: ReadonlyMap<string, Uint8Array<ArrayBuffer>>
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}
const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const

/** Served by others: an unknown path below them is a 404, not a page of the app. */
const notPages = /^\/(api|dev|internal|livekit|sync|assets)(\/|$)/

/**
 * The built app, read into memory once, so that a rebuild does not change what a running server serves. Files with a hash in their name
 * are kept for ever by browsers, all others are asked for again. Any other page address answers `index.html`.
 */
export function staticFiles(folder: string): MiddlewareHandler {
  const files = readFiles(folder)
  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next()
    const file = files.get(c.req.path) ?? (notPages.test(c.req.path) ? undefined : page(c, files))
    return file ? answer(c, file) : next()
  }
}

/** Hashes, for the policy, of the scripts that stand in the page of the app. */
export function inlineScripts(folder: string): string[] {
  const file = join(folder, 'index.html')
  const html = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const texts = [...html.matchAll(/<script(?![^>]* src=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, text = '']) => text)
  return texts.map((text) => `sha256-${createHash('sha256').update(text).digest('base64')}`)
}

const page = (c: Context, files: ReadonlyMap<string, StaticFile>): StaticFile | undefined =>
  extname(c.req.path) === '' ? files.get('/index.html') : undefined

function answer(c: Context, file: StaticFile): Response {
  const accepted = (c.req.header('accept-encoding') ?? '').split(/\s*,\s*/)
  const [encoding, body] = [...file.packed].find(([each]) => accepted.some((a) => a.split(';')[0] === each)) ?? [
    '',
    file.plain,
  ]
  c.header('Cache-Control', file.cacheControl)
  c.header('ETag', file.etag)
  c.header('Vary', 'Accept-Encoding')
  if (c.req.header('if-none-match') === file.etag) return c.body(null, 304)
  c.header('Content-Type', file.type)
  if (encoding) c.header('Content-Encoding', encoding)
  return c.body(body)
}

function readFiles(folder: string): ReadonlyMap<string, StaticFile> {
  if (!existsSync(folder)) return new Map()
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((name) => types[extname(name)] && !name.split('/').some((part) => part.startsWith('.')))
  return new Map(names.map((name) => [`/${name}`, readFile(folder, name)]))
}

function readFile(folder: string, name: string): StaticFile {
  const plain = new Uint8Array(readFileSync(join(folder, name)))
  const packed = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const [encoding, ending] of encodings) {
    const file = join(folder, name + ending)
    if (existsSync(file)) packed.set(encoding, new Uint8Array(readFileSync(file)))
  }
  return {
    type: types[extname(name)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    cacheControl: name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    plain,
    packed,
  }
}
