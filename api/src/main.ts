/** The composition root: one process, one port, one data folder. */
import { explainStorage } from './platform/data-folder.ts'
import { guide } from './platform/guide.ts'
import { makeLog } from './platform/log.ts'
import { readEnv, readSettings } from './platform/settings.ts'
import { StartRefused } from './platform/start-refused.ts'
import { stopOnSignals } from './platform/stop-signals.ts'
import { startServer } from './start-server.ts'

const log = makeLog()

async function main(): Promise<void> {
  // All that is written is for this user only.
  process.umask(0o077)
  const given = readSettings(readEnv(process.env, process.cwd()))
  const server = await startServer(given, log).catch((error) => {
    throw explainStorage(error, given.dataFolder)
  })
  const { settings } = server
  stopOnSignals(server.stop, log)
  log.info('server.ready', { origin: settings.origin, demo: settings.demo, node: process.version })
  console.log(guide(settings))
}

main().catch((error) => {
  if (error instanceof StartRefused) console.error(error.message)
  else log.error('server.failed', error)
  process.exit(1)
})
