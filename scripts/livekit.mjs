/** `node scripts/livekit.mjs`: prints the path of a `livekit-server`, brought first where there is none. For tests and benchmarks. */
import './lib/check-node.mjs'

Promise.all([import('./lib/livekit.mjs'), import('./lib/prepare.mjs')]).then(([{ haveLivekit }, { tell }]) =>
  haveLivekit().then(
    (path) => console.log(path),
    (error) => {
      tell(error)
      process.exitCode = 1
    },
  ),
)
