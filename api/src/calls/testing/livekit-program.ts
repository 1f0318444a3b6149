import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** How long a test waits for LiveKit where it is not there yet: it may have to be compiled. */
export const bringLimitMs = 20 * 60_000

/** The path of a real livekit-server, brought by the same script as for `npm start`. */
export async function livekitProgram(): Promise<string> {
  const script = fileURLToPath(new URL('../../../../scripts/livekit.mjs', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [script])
  return stdout.trim()
}
