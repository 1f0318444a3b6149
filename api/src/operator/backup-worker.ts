import { pathToFileURL } from 'node:url'
import { workerData } from 'node:worker_threads'
import { createClient } from '@libsql/client'

const { source, target } = workerData as { source: string; target: string }
const client = createClient({ url: pathToFileURL(source).href, concurrency: 1 })
await client.execute({ sql: 'VACUUM INTO ?', args: [target] })
client.close()
