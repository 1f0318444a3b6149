/** `PORT=… HOST=… node hocuspocus.mjs FILE`: Hocuspocus with its SQLite extension and its defaults (stored 2 s after the last change, at most 10 s late). */
import { SQLite } from '@hocuspocus/extension-sqlite'
import { Server } from '@hocuspocus/server'

const [, , database] = process.argv
const { PORT, HOST } = process.env
new Server({ port: Number(PORT), address: HOST, quiet: true, extensions: [new SQLite({ database })] }).listen()
