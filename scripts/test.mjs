/** `npm test`: everything that proves the product, from a fresh clone. Ends with one line `N passed, N failed`. */
import './lib/check-node.mjs'

import('./lib/test-all.mjs').then(({ testAll }) => testAll())
