import type { Log } from './log.ts'

/** Ctrl-C, `kill`, a closed terminal: stops once and cleanly; a second signal ends the process at once. */
export function stopOnSignals(stop: () => Promise<void>, log: Log): void {
  let stopping = false
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1)
    stopping = true
    log.info('server.stopping', { signal })
    stop().then(
      () => process.exit(0),
      (error) => {
        log.error('server.stopFailed', error)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
}
