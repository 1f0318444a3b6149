/** Counts since the start. Names are those of the Prometheus text, without prefix. */
export class Metrics {
  readonly #counts = new Map<string, number>()

  add(name: string, by = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + by)
  }

  max(name: string, value: number): void {
    this.#counts.set(name, Math.max(this.#counts.get(name) ?? 0, value))
  }

  all(): Record<string, number> {
    return Object.fromEntries(this.#counts)
  }
}
