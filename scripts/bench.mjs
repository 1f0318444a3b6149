/** `npm run bench [-- SUBJECT … --quick]`: measures the product beside its peers. */
import './lib/check-node.mjs'

import('./lib/run-bench.mjs').then(({ runBench }) => runBench())
