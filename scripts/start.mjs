/** `npm start`: from a fresh clone to a running school. The server runs in this process: one Ctrl-C stops everything. */
import './lib/check-node.mjs'

const parent = process.ppid
const lookEveryMs = 300

/** npm's shell does not hand on a signal that it gets itself: when it is gone, so are we. */
function stopWithParent() {
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
  }, lookEveryMs).unref()
}

import('./lib/prepare.mjs')
  .then(({ prepareOrExit }) => prepareOrExit())
  .then(stopWithParent)
  .then(() => import('./lib/livekit.mjs'))
  .then(({ offerLivekit }) => offerLivekit())
  .then(() => import('../api/dist/main.js'))
