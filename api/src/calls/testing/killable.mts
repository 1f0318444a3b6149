/** A media server for tests that kill its parent: `node … killable.mts FOLDER PROGRAM` says `ready`. */
import { makeLog } from '../../platform/log.ts'
import { startMedia } from '../start-media.ts'
import { becomes } from './real-media.ts'

const [, , dataFolder = '', program = ''] = process.argv
const { media } = await startMedia({
  settings: { livekit: { kind: 'own', local: true, program }, origins: [] },
  dataFolder,
  secret: 'a secret of the tests, 32 letters',
  log: makeLog(() => undefined),
})
await becomes(media, 'ready')
process.stdout.write('ready\n')
