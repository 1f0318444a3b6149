import { checkBundle } from '../check-bundle.mjs'
import { checkSpecs } from '../check-specs.mjs'
import { runTool } from './run.mjs'

const tool =
  (name, ...args) =>
  async () =>
    (await runTool(name, args)).code === 0

/** What `npm run check` and `npm test` ask besides the tests. */
export const checks = [
  { name: 'format and lint (biome)', run: tool('biome', 'check', '.') },
  { name: 'types (tsc -b)', run: tool('tsc', '-b') },
  { name: 'unused files, exports, packages (knip)', run: tool('knip') },
  { name: 'promises and their tests (check-specs)', run: async () => checkSpecs() },
  { name: 'size of the app (check-bundle)', run: async () => checkBundle() },
]
