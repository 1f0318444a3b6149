import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'
import { inlineEarly } from './scripts/vite-early.ts'
import { manifest } from './web/src/app/manifest.ts'

/** Workspaces read each other's sources, so that a stale `dist` is never used. */
const source = 'zvonok-source'
const webConditions = [source, 'module', 'browser', 'development|production']
const nodeConditions = [source, 'module', 'node', 'development|production']

/** The running server, for `npm run dev`: it must see its own origin. */
const server = `http://127.0.0.1:${process.env.PORT ?? 3000}`
const toServer = { target: server, changeOrigin: true, headers: { origin: server } }

/** What Yjs warns with. The variant for browsers also draws consoles into pages, which is more code than all of our frames; the one for Node writes plain text. */
const plainLogging = fileURLToPath(import.meta.resolve('lib0/logging'))

/** Yjs in its single files, not in the one that it ships: what only the editor of plans uses of it is loaded with the editor. */
const yjsSources = fileURLToPath(new URL('node_modules/yjs/src/index.js', import.meta.url))

/** Writes `.br` and `.gz` beside what packs well; the server sends these as they are. Last, because the service worker is made late. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        const dist = join(import.meta.dirname, 'web/dist')
        for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
          if (!['.js', '.css', '.html', '.svg', '.json', '.webmanifest'].includes(extname(name))) continue
          const bytes = readFileSync(join(dist, name))
          writeFileSync(join(dist, `${name}.br`), brotliCompressSync(bytes))
          writeFileSync(join(dist, `${name}.gz`), gzipSync(bytes, { level: 9 }))
        }
      },
    },
  }
}

export default defineConfig({
  root: 'web',
  server: { proxy: { '^/(api|id|dev|internal)/': toServer, '^/(sync|livekit)\\b': { ...toServer, ws: true } } },
  resolve: {
    alias: { 'lib0/logging': plainLogging, yjs: yjsSources },
    conditions: webConditions,
  },
  plugins: [
    solid(),
    VitePWA({
      registerType: 'prompt',
      injectRegister: false,
      strategies: 'injectManifest',
      srcDir: 'src/app',
      filename: 'sw.ts',
      manifest,
      injectManifest: { globPatterns: ['**/*.{js,css,html}', 'icons/*.{svg,png}'] },
    }),
    inlineEarly(webConditions),
    precompress(),
  ],
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    // Browsers that cannot preload modules load them a moment later.
    modulePreload: { polyfill: false },
    // All that the first page needs is one file of script and one of style, the person's copy another: they pack better and come in one round trip.
    rolldownOptions: {
      output: {
        // The first page lists the files of all others: their names would be a kilobyte of it.
        chunkFileNames: 'assets/[hash].js',
        assetFileNames: 'assets/[hash][extname]',
        codeSplitting: {
          groups: [
            { name: 'app', test: /src\/app\/main\.tsx|rolldown\/runtime/ },
            { name: 'copy', test: 'src/platform/browser-device.ts' },
            { name: 'documents', test: /src\/platform\/(own-copy|persist-written|segment-copy|doc-provider)\.ts/ },
          ],
        },
      },
    },
  },
  test: {
    // Said here too, else the plugin of Solid asks for another one.
    environment: 'node',
    projects: [
      {
        resolve: { conditions: nodeConditions },
        ssr: { resolve: { conditions: nodeConditions } },
        test: {
          name: 'node',
          root: import.meta.dirname,
          include: ['{schema,api,sync-server,bench}/src/**/*.test.ts', 'web/src/platform/**/*.test.ts'],
          environment: 'node',
          // Only so that a hung test ends: property tests and real sockets take longer on a busy machine, and no test measures time.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        root: `${import.meta.dirname}/web`,
        test: { name: 'web', include: ['src/{features,ui,app}/**/*.test.ts?(x)'], environment: 'happy-dom' },
      },
    ],
  },
})
