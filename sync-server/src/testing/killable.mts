/** A server for tests that kill it: `node … killable.mts FOLDER` prints its port. */
import { TestServer } from './server.ts'

const server = new TestServer(process.argv[2] as string, 'off')
await server.start()
process.stdout.write(`${server.port}\n`)
