import { closeCode } from '@zvonok/schema/core/frames'
import { planName } from '@zvonok/schema/lessons/plan-document'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { Core } from './core.ts'
import { connectDoc } from './doc-provider.ts'
import { Listeners } from './listeners.ts'
import { persistIn } from './persist.ts'
import type { Tabs } from './tabs.ts'

/**
 * `gone`: this person may not read it any more. `readOnly`: may not write any more. `full`: the server takes no more of it until something is deleted.
 * `refused`: this device's copy does not follow from the school's.
 */
export type PlanState = 'open' | 'gone' | 'readOnly' | 'full' | 'refused'

/** The plan of a lesson on this device. What is written waits in the store and goes out by itself. */
export interface PlanCopy {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  state(): PlanState
  /** Everything of the server is here. */
  isSynced(): boolean
  on(listener: () => void): () => void
  /** Offers what waits once more. */
  tryAgain(): void
  /** Drops what the device has; the plan is to be opened anew. */
  forget(): Promise<void>
  close(): Promise<void>
}

const stateOf: Readonly<Record<number, PlanState>> = {
  [closeCode.notFound]: 'gone',
  [closeCode.forbidden]: 'readOnly',
  [closeCode.tooLarge]: 'full',
  [closeCode.badFrame]: 'refused',
}

/** PLAN-3. `writes`: kept in the store with what is written in it. A reader's begins with `seed`, the plan of the lesson pack. */
export async function openPlanCopy(
  core: Core,
  lessonId: string,
  { writes, seed }: { writes: boolean; seed?: Uint8Array },
): Promise<PlanCopy> {
  const name = planName(lessonId)
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  if (!writes) awareness.setLocalState(null)
  const listeners = new Listeners()
  const unshare = writes ? shareWith(core.parts.tabs, name, doc) : undefined
  const kept = writes ? persistIn(core.parts.store, core.saver)(name, doc) : undefined
  await kept?.loaded
  if (seed) Y.applyUpdate(doc, seed, 'seed')
  let state: PlanState = 'open'

  const provider = connectDoc(name, doc, core.channels, awareness)
  provider.on('sync', () => listeners.tell())
  provider.on('closed', ({ code }: { code: number }) => {
    state = stateOf[code] ?? 'open'
    if (state === 'gone') void core.saver.dropDocs(name, (each) => each === name)
    listeners.tell()
  })
  return {
    doc,
    awareness,
    state: () => state,
    isSynced: () => provider.synced,
    on: (listener) => listeners.on(listener),
    tryAgain() {
      if (state === 'open') return
      state = 'open'
      provider.connect()
      listeners.tell()
    },
    async forget() {
      await kept?.forget()
    },
    async close() {
      unshare?.()
      provider.destroy()
      awareness.destroy()
      await kept?.close()
      doc.destroy()
    },
  }
}

/**
 * What is written in one tab the person's other tabs show, also without a line. Each of them offers it to the server too: what is written
 * behind it must not arrive without it.
 */
function shareWith(tabs: Tabs | undefined, name: string, doc: Y.Doc): (() => void) | undefined {
  doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
    if (local) tabs?.post({ what: 'plan', name, update })
  })
  return tabs?.onNote((note) => {
    if (note.what === 'plan' && note.name === name) Y.applyUpdate(doc, note.update, 'other tab')
  })
}
