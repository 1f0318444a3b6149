/** Why the server or a command does not start: one sentence for the person at the keyboard, shown without a stack trace. */
export class StartRefused extends Error {
  override name = 'StartRefused'

  /** Russian first; the English sentence follows in brackets. */
  constructor(ru: string, en: string) {
    super(`${ru} (${en})`)
  }
}
