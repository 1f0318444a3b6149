import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import solid from 'vite-plugin-solid'

const folder = fileURLToPath(new URL('../../floor', import.meta.url))
const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  css: 'text/css',
}

/** Builds the bare page of `bench/floor` into `dist` and serves it, packed as the product's files are. */
export async function serveFloor(dist: string): Promise<{ url: string; close(): void }> {
  await build({
    root: folder,
    configFile: false,
    logLevel: 'warn',
    plugins: [solid()],
    build: { outDir: dist, emptyOutDir: true, target: 'es2022' },
  })
  const server = createServer(async (request, response) => {
    const path = request.url === '/' ? '/index.html' : String(request.url)
    const bytes = await readFile(join(dist, path)).catch(() => undefined)
    if (!bytes) return void response.writeHead(404).end()
    const type = types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
    response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' }).end(gzipSync(bytes, { level: 9 }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() }
}
