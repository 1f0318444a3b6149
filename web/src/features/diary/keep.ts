import type { PersonId } from '@zvonok/schema/core/ids'
import { Diary } from '@zvonok/schema/diary/diary'
import * as v from 'valibot'

const Copy = v.object({ savedAtMs: v.number(), diary: Diary })

/** A diary as it was read last. */
export type Copy = v.InferOutput<typeof Copy>

/** The diaries of one person on this device, by whose they are. */
export interface Keep {
  read(): Promise<Copy[]>
  /** @returns whether the browser keeps it */
  write(copy: Copy): Promise<boolean>
  /** Drops all but those of `owners`. */
  keepOnly(owners: ReadonlySet<PersonId>): Promise<void>
}

/** Begins with the name of the person's database, so that leaving this device removes it too. */
export const cacheName = (personId: PersonId): string => `zvonok-${personId}-diary`

const address = (owner: PersonId): string => `/api/diary?child=${owner}`

/** Kept by the browser's Cache; where it has none (no TLS, private windows), nothing is kept. */
export function browserKeep(personId: PersonId): Keep {
  const open = async () => ('caches' in globalThis ? caches.open(cacheName(personId)) : undefined)
  return {
    async read() {
      const cache = await open().catch(() => undefined)
      const answers = (await cache?.matchAll()) ?? []
      const copies = await Promise.all(answers.map(async (each) => v.safeParse(Copy, await each.json())))
      // A copy of an older version of the app may have another shape: it is read anew.
      return copies.flatMap((each) => (each.success ? each.output : []))
    },
    async write(copy) {
      if (!copy.diary.owner) return true
      try {
        const cache = await open()
        await cache?.put(address(copy.diary.owner), new Response(JSON.stringify(copy)))
        return cache !== undefined
      } catch {
        return false
      }
    },
    async keepOnly(owners) {
      const cache = await open().catch(() => undefined)
      const wanted = new Set([...owners].map((owner) => new URL(address(owner), location.origin).href))
      const kept = (await cache?.keys()) ?? []
      await Promise.all(kept.filter(({ url }) => !wanted.has(url)).map((each) => cache?.delete(each)))
    },
  }
}
