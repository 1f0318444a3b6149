import type { TabNote, Tabs } from '../tabs.ts'

/** Tabs of one browser in one process: one leads, and the next one when it closes. */
export class MemoryTabs {
  readonly #tabs: Tab[] = []

  open(): Tabs {
    const tab = new Tab(this.#tabs)
    this.#tabs.push(tab)
    return tab
  }
}

class Tab implements Tabs {
  readonly #all: Tab[]
  readonly #listeners = new Set<(note: TabNote) => void>()
  #got: (() => void) | undefined
  #lost: (() => void) | undefined
  #leads = false

  constructor(all: Tab[]) {
    this.#all = all
  }

  post(note: TabNote): void {
    for (const other of this.#all)
      if (other !== this) for (const listener of other.#listeners) listener(structuredClone(note))
  }

  onNote(listener: (note: TabNote) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  lead(got: () => void, lost: () => void): void {
    this.#got = got
    this.#lost = lost
    if (!this.#all.some((tab) => tab.#leads)) this.#take()
  }

  takeLead(): void {
    if (this.#leads || !this.#got) return
    for (const tab of this.#all) tab.#drop()
    this.#take()
  }

  close(): void {
    this.#all.splice(this.#all.indexOf(this), 1)
    if (!this.#leads) return
    this.#leads = false
    const next = this.#all.find((tab) => tab.#got)
    if (next) next.#take()
  }

  #take(): void {
    this.#leads = true
    this.#got?.()
  }

  #drop(): void {
    if (!this.#leads) return
    this.#leads = false
    this.#lost?.()
  }
}
