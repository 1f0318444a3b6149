/** `npm run zvonok -- COMMAND`: the operator's commands. */
import './lib/check-node.mjs'

import('./lib/prepare.mjs')
  .then(({ prepareOrExit }) => prepareOrExit())
  .then(() => import('../api/dist/operator/main.js'))
