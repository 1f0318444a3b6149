import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseEnv } from 'node:util'
import { fromSource } from './livekit-go.mjs'
import { fromRelease, version } from './livekit-release.mjs'
import { Failure, root, run } from './run.mjs'

const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
/** Where ours is kept, for all copies of the repository. */
const kept = join(cache, 'zvonok', 'livekit', version, 'livekit-server')
/** Who brings it: the server tells people that it is on its way. */
const note = `${kept}.pid`
const lookEveryMs = 500

/**
 * For `npm start`: the server gets the path at once and looks itself when the program comes to be there; until then calls are off and all else
 * works. Does nothing where the settings name a LiveKit or want none.
 */
export async function offerLivekit() {
  const file = join(root, '.env')
  const env = { ...(existsSync(file) && parseEnv(readFileSync(file, 'utf8'))), ...process.env }
  if (env.ZVONOK_LIVEKIT || env.LIVEKIT_URL) return
  const found = await findLivekit()
  process.env.ZVONOK_LIVEKIT = found ?? kept
  if (!found) bringLivekit().then(onReady, tellWhy)
}

/** The path of a `livekit-server`, brought first where there is none. @throws {Failure} */
export async function haveLivekit() {
  return process.env.ZVONOK_LIVEKIT || ((await findLivekit()) ?? bringLivekit())
}

async function findLivekit() {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, 'livekit-server')
    if (existsSync(path) && (await isRight(path))) return path
  }
  return existsSync(kept) ? kept : undefined
}

/** Its settings and answers change from 1.12 to 1.13. */
async function isRight(path) {
  const { code, output } = await run(path, ['--version'], { quiet: true, limitMs: 10_000 })
  return code === 0 && / 1\.13\.\d/.test(output)
}

/** The official release, else compiled here. Two that begin at once bring it once. */
async function bringLivekit() {
  mkdirSync(dirname(kept), { recursive: true })
  if (!takeTurn()) return waitForOther()
  const leave = () => rmSync(note, { force: true })
  process.once('exit', leave)
  try {
    await bring()
    return kept
  } finally {
    process.off('exit', leave)
    leave()
  }
}

async function bring() {
  const folder = `${kept}.coming`
  const reasons = []
  for (const [what, step] of [
    [`скачиваю LiveKit ${version} (downloading it)`, fromRelease],
    ['собираю его из исходников, до трёх минут (compiling it, up to three minutes)', fromSource],
  ]) {
    say(`${what}…`)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
    try {
      await step(folder)
      renameSync(join(folder, 'livekit-server'), kept)
      return
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      say(error.message)
      reasons.push(error.message)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  throw new Failure(`Нет LiveKit (there is no LiveKit): ${reasons.join('; ')}.`)
}

/** False when another living process is at it. */
function takeTurn() {
  try {
    writeFileSync(note, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (isAlive(Number(readFileSync(note, 'utf8')))) return false
    writeFileSync(note, String(process.pid))
    return true
  }
}

async function waitForOther() {
  say('его уже готовит другой процесс (another process is at it)…')
  while (existsSync(note) && isAlive(Number(readFileSync(note, 'utf8')))) await pause(lookEveryMs)
  if (!existsSync(kept))
    throw new Failure('Нет LiveKit (there is no LiveKit): другой процесс не смог (another process failed).')
  return kept
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const onReady = () => say('готов, звонки включены (ready, calls are on)')

function tellWhy(error) {
  console.error(error instanceof Failure ? error.message : error)
  say('звонков не будет, всё остальное работает; см. ZVONOK_LIVEKIT в README (no calls, all else works)')
}

/** Not to standard output: who runs `livekit.mjs` reads the path there. */
const say = (line) => console.error(`LiveKit: ${line}`)
