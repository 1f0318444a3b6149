/** Who wants to be told. A listener may take itself off while being told. */
export class Listeners<T = void> {
  readonly #all = new Set<(value: T) => void>()

  /** @returns takes the listener off again */
  on(listener: (value: T) => void): () => void {
    const own = (value: T) => listener(value)
    this.#all.add(own)
    return () => this.#all.delete(own)
  }

  tell(value: T): void {
    for (const listener of [...this.#all]) listener(value)
  }
}
