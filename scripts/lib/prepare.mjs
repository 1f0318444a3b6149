import { build } from './build.mjs'
import { install } from './install.mjs'
import { Failure } from './run.mjs'

/** Installs what is missing and builds what is stale. @throws {Failure} */
export async function prepare() {
  await install()
  await build()
}

/** Tells a {@link Failure} as its sentence, a mistake of ours with its trace. */
export function tell(error) {
  console.error(error instanceof Failure ? error.message : error)
}

/** Ends the process when it cannot be prepared. */
export const prepareOrExit = () =>
  prepare().catch((error) => {
    tell(error)
    process.exit(1)
  })
