/** One JSON line an event on standard error. Never text of people, codes, tokens or phone numbers. */
export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  /** `error` adds the name, message and stack of a bug. */
  error(event: string, error?: unknown, fields?: LogFields): void
}

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>

export function makeLog(write: (line: string) => void = (line) => process.stderr.write(line)): Log {
  const line = (level: string, event: string, fields: object = {}) =>
    write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`)
  return {
    info: (event, fields) => line('info', event, fields),
    warn: (event, fields) => line('warn', event, fields),
    error: (event, error, fields) => line('error', event, { ...fields, ...describe(error) }),
  }
}

/** Drizzle's message holds the values of the query: only its cause is told. */
function describe(error: unknown): object {
  if (error === undefined) return {}
  if (!(error instanceof Error)) return { error: String(error) }
  if ('params' in error) return { query: 'query' in error && error.query, ...describe(error.cause) }
  return { error: error.name, message: error.message, stack: error.stack }
}
