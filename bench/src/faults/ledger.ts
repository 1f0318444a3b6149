import type { DeviceView } from './device.ts'

/** What is true whatever happens: 0 acked lost, 0 doubled, one order, nothing unsent forgotten. */
export interface Verdict {
  readonly ackedLost: number
  readonly doubled: number
  readonly ordersDiffer: number
  readonly unsentLost: number
}

export const isClean = (verdict: Verdict): boolean => Object.values(verdict).every((count) => count === 0)

export interface Kept {
  readonly text: string
  readonly device: string
}

/** What people wrote and what the server promised, kept outside of both. Each text is unlike any other. */
export class Ledger {
  readonly kept = new Map<string, Kept>()
  readonly acked = new Set<string>()
  /** Text → id of the command that brought it into the chat: after a refusal a text goes out again under another one. */
  readonly ids = new Map<string, string>()

  keep(kept: Kept): void {
    this.kept.set(kept.text, kept)
  }

  /**
   * Everything is healed. `views` are the devices that are in step, and one that came without a copy. What those who are `away` have waiting
   * counts as theirs; after a restore they still have to offer again what they had sent.
   */
  judge(views: readonly DeviceView[], away: readonly (readonly [device: string, view: DeviceView])[]): Verdict {
    const orders = new Set(views.map(({ rows }) => rows.map(({ seq, id }) => `${seq} ${id}`).join('\n')))
    const shown = new Set(views[0]?.rows.map(({ text }) => text))
    const waiting = new Set([...views, ...away.map(([, view]) => view)].flatMap(({ unsent }) => unsent))
    const absent = new Set(away.map(([device]) => device))
    const missing = [...this.kept.values()].filter(({ text, device }) => !shown.has(text) && !absent.has(device))
    const verdict = {
      ackedLost: missing.filter(({ text }) => this.acked.has(text)).length,
      doubled: Math.max(0, ...views.map(({ rows }) => rows.length - new Set(rows.map(({ text }) => text)).size)),
      ordersDiffer: orders.size - 1,
      unsentLost: [...this.kept.keys()].filter(
        (text) => !shown.has(text) && !waiting.has(text) && !this.acked.has(text),
      ).length,
    }
    // What everybody has seen is as good as acknowledged, also where the answer itself was lost with a killed process.
    for (const { text, id } of views[0]?.rows ?? []) {
      this.acked.add(text)
      this.ids.set(text, id)
    }
    return verdict
  }
}
