import type { ChatId, CommandId } from '@zvonok/schema/core/ids'
import type { RefusalCode } from '@zvonok/schema/core/refusal'
import type { OutboxRow } from './store.ts'

/** What one tab tells the others of the same person. */
export type TabNote =
  | { readonly what: 'added'; readonly row: OutboxRow }
  | { readonly what: 'answered'; readonly id: CommandId; readonly result: unknown }
  | { readonly what: 'refused'; readonly id: CommandId; readonly code: RefusalCode }
  | { readonly what: 'discarded'; readonly id: CommandId }
  | { readonly what: 'draft'; readonly chatId: ChatId; readonly text: string }
  | { readonly what: 'own'; readonly update: Uint8Array }
  /** `name`: of the document. */
  | { readonly what: 'plan'; readonly name: string; readonly update: Uint8Array }
  | { readonly what: 'wiped' }

/** The other tabs of this person, and which tab sends the outbox. Absent where there is one tab only. */
export interface Tabs {
  post(note: TabNote): void
  /** Returns what ends it. */
  onNote(listener: (note: TabNote) => void): () => void
  /** One tab at a time leads: it sends. `lost` when another tab took over. */
  lead(got: () => void, lost: () => void): void
  /** Becomes the leader now: the tab on the screen is never frozen by the browser. */
  takeLead(): void
  close(): void
}
