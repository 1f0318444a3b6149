/** `npm start`: from a fresh clone to a running school. The server runs in this process: one Ctrl-C stops everything. */
import './lib/check-node.mjs'

import('./lib/prepare.mjs').then(({ prepareOrExit }) => prepareOrExit()).then(() => import('../api/dist/main.js'))
