import { LessonPack, PackList } from '@zvonok/schema/lessons/plan-pack'
import * as v from 'valibot'
import type { Core } from './core.ts'
import { databaseName } from './indexed-store.ts'

/** Begins with the name of the person's database, so that leaving this device removes it too. */
const cacheName = (personId: string): string => `${databaseName(personId)}-lessons`
const address = (lessonId: string): string => `/api/lessons/${lessonId}/pack`

/** Bytes of packs that come unasked at one contact; a larger plan opens when somebody asks for it. */
export const maxPacks = { all: 5_000_000, little: 200_000 } as const

/** Where the browser keeps nothing, there are no packs. */
const openPacks = async (personId: string): Promise<Cache | undefined> => {
  try {
    return 'caches' in globalThis ? await caches.open(cacheName(personId)) : undefined
  } catch {
    return undefined
  }
}

/** The pack as this device has it. One of an older version of the app may have another shape: it is read anew. */
export async function keptPack(personId: string, lessonId: string): Promise<LessonPack | undefined> {
  const answer = await (await openPacks(personId))?.match(address(lessonId))
  const pack = v.safeParse(LessonPack, await answer?.json())
  return pack.success ? pack.output : undefined
}

/** Keeps the pack, or with `undefined` drops it. */
export async function keepPack(personId: string, lessonId: string, pack: LessonPack | undefined): Promise<void> {
  const cache = await openPacks(personId)
  if (pack) await cache?.put(address(lessonId), new Response(JSON.stringify(pack)))
  else await cache?.delete(address(lessonId))
}

/** PLAN-10. After each sign of life and each note the packs of two weeks around today come to the device, those that are others now. */
export function followPacks(core: Core, maxBytes: number): void {
  let running = false
  let again = false
  function start(): void {
    again = true
    if (core.linkState() !== 'live' || running) return
    running = true
    core.parts.idle(() => void run().finally(() => (running = false)))
  }
  core.on('link', start)
  core.on('plan', start)
  start()

  async function run(): Promise<void> {
    while (again && core.linkState() === 'live') {
      again = false
      await fetchPacks(core.parts.personId, maxBytes).catch(() => undefined)
    }
  }
}

async function fetchPacks(personId: string, maxBytes: number): Promise<void> {
  const cache = await openPacks(personId)
  if (!cache) return
  const list = await read('/api/lessons/packs', PackList)
  if (!list) return
  await forgetOthers(cache, new Set(list.map(({ lessonId }) => new URL(address(lessonId), location.origin).href)))
  let left = maxBytes
  for (const { lessonId, version, bytes } of list) {
    if (bytes > left || (await keptPack(personId, lessonId))?.version === version) continue
    left -= bytes
    const pack = await read(address(lessonId), LessonPack)
    if (pack) await keepPack(personId, lessonId, pack)
  }
}

/** What is too old, and what one may not read any more. */
async function forgetOthers(cache: Cache, wanted: ReadonlySet<string>): Promise<void> {
  for (const each of await cache.keys()) if (!wanted.has(each.url)) await cache.delete(each)
}

async function read<Schema extends v.GenericSchema>(
  url: string,
  schema: Schema,
): Promise<v.InferOutput<Schema> | undefined> {
  const answer = await fetch(url)
  const parsed = answer.ok ? v.safeParse(schema, await answer.json()) : undefined
  return parsed?.success ? parsed.output : undefined
}
