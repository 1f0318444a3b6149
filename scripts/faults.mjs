/** `npm run faults [-- --rounds N --seed S]`: kills, cuts and fills up a running school and looks whether a message was lost. */
import './lib/check-node.mjs'

import('./lib/run-bench.mjs').then(({ runFaults }) => runFaults())
