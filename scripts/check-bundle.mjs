import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Failure, root } from './lib/run.mjs'

/** Limits in kB gzip. */
const limits = {
  'first load: script and style': 44,
  "first load and the person's copy: the chat list": 75,
  'largest other chunk that is loaded later': 60,
  "a call: the media server's client": 145,
  'editor of lesson plans': 120,
  'service worker': 20,
  'whole app without those two: script and style': 350,
}

/** The chunk of the first page, named in vite.config.ts. */
const entry = 'app'
/** Loaded beside the entry on the pages of the messenger, not in the journal; named there too. */
const copy = 'copy'
/** Loaded by teachers when they open a plan; pupils read without it. */
const editor = 'src/features/lessons/plan/PlanEditor.tsx'
/** Loaded by a call. */
const mediaClient = 'src/features/calls/livekit-room.ts'

const dist = join(root, 'web/dist')
const kilobytes = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1000
const sum = (files) => [...files].reduce((total, file) => total + kilobytes(file), 0)

/** Prints the sizes of the built app beside their limits. Returns whether all are kept. */
export function checkBundle() {
  const measured = measure()
  const rows = Object.entries(limits).map(([what, limit]) => ({ what, kB: Number(measured[what].toFixed(1)), limit }))
  console.table(rows)
  return rows.every(({ kB, limit }) => kB <= limit)
}

function measure() {
  const manifest = readManifest()
  const named = (...names) => Object.keys(manifest).filter((key) => names.includes(manifest[key].name))
  const entries = named(entry)
  const first = loadedBy(manifest, entries)
  const all = readdirSync(join(dist, 'assets'))
    .filter((name) => /\.(js|css)$/.test(name))
    .map((name) => `assets/${name}`)
  const apart = [editor, mediaClient].map((key) => manifest[key].file)
  const later = all.filter((file) => !first.has(file) && !apart.includes(file) && file.endsWith('.js'))
  return {
    'first load: script and style': sum(first),
    "first load and the person's copy: the chat list": sum(loadedBy(manifest, named(entry, copy))),
    'largest other chunk that is loaded later': Math.max(0, ...later.map(kilobytes)),
    'editor of lesson plans': kilobytes(manifest[editor].file),
    "a call: the media server's client": kilobytes(manifest[mediaClient].file),
    'service worker': existsSync(join(dist, 'sw.js')) ? kilobytes('sw.js') : 0,
    'whole app without those two: script and style': sum(all.filter((file) => !apart.includes(file))),
  }
}

/** The chunks with everything that they import statically, and their styles. */
function loadedBy(manifest, keys) {
  const files = new Set()
  const add = (key) => {
    const chunk = manifest[key]
    if (files.has(chunk.file)) return
    files.add(chunk.file)
    for (const style of chunk.css ?? []) files.add(style)
    for (const other of chunk.imports ?? []) add(other)
  }
  for (const key of keys) add(key)
  return files
}

function readManifest() {
  const file = join(dist, '.vite/manifest.json')
  if (!statSync(file, { throwIfNoEntry: false })) throw new Failure('Сначала npm run build. (Run npm run build first.)')
  return JSON.parse(readFileSync(file, 'utf8'))
}
