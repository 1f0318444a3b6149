/** `npm run zvonok -- COMMAND`: asks the running server, or opens the data folder itself when that is free. */
import type { SyncServer } from '@zvonok/sync-server/attach'
import { openDatabase } from '@zvonok/sync-server/database'
import { askServer, type ControlRequest } from '../platform/control-socket.ts'
import { explainStorage, takeDataFolder } from '../platform/data-folder.ts'
import { makeLog } from '../platform/log.ts'
import { followMode } from '../platform/mode.ts'
import { readEnv, readSettings, type Settings } from '../platform/settings.ts'
import { StartRefused } from '../platform/start-refused.ts'
import { startSync } from '../platform/start-sync.ts'
import type { OpenSchool, OperatorCommand, Say, SchoolCommand, Values } from './command.ts'
import { commands } from './commands.ts'
import { findCommand, formOf, readValues } from './run-command.ts'
import { screen } from './screen.ts'

async function main([name, ...words]: string[]): Promise<void> {
  if (name === undefined || name === 'help') return showHelp()
  process.umask(0o077)
  const command = findCommand(name)
  const given = readValues(command, words, process.cwd())
  const values = (await command.ask?.(given)) ?? given
  const settings = readSettings(readEnv(process.env, process.cwd()))
  const say = screen()
  if (await askedServer(command, settings, { command: name, values }, say)) return
  await runAlone(command, settings, values, say)
}

function showHelp(): void {
  console.log('npm run zvonok -- COMMAND\n')
  for (const command of commands)
    console.log(`  ${formOf(command).slice('npm run zvonok -- '.length)}\n      ${command.help}`)
}

/** True when a running server has done it. */
async function askedServer(
  command: OperatorCommand,
  { dataFolder }: Settings,
  request: ControlRequest,
  say: Say,
): Promise<boolean> {
  const answers = await askServer(dataFolder, request)
  if (!answers) return false
  for await (const answer of answers) {
    if ('line' in answer) say.line(answer.line)
    else if ('progress' in answer) say.progress(answer.progress)
    else if ('refused' in answer) throw new Refusal(answer.refused)
    else return true
  }
  throw new StartRefused(
    `Сервер остановился, не закончив ${command.name}.`,
    'The server stopped before the command was done.',
  )
}

async function runAlone(command: OperatorCommand, settings: Settings, values: Values, say: Say): Promise<void> {
  const folder = await takeDataFolder(settings.dataFolder)
  try {
    if (command.folderOnly) await command.run(folder.path, values, say)
    else await runWithSchool(command, settings, values, say)
  } catch (error) {
    throw explainStorage(error, folder.path)
  } finally {
    folder.release()
  }
}

async function runWithSchool(command: SchoolCommand, settings: Settings, values: Values, say: Say): Promise<void> {
  const folder = settings.dataFolder
  const log = makeLog()
  const database = await openDatabase(folder)
  const own = await followMode(database, settings)
  let sync: SyncServer | undefined
  const school: OpenSchool = {
    settings: own,
    folder,
    database,
    log,
    sync: async () => {
      sync ??= await startSync(database, own, log)
      return sync
    },
  }
  try {
    await command.run(school, values, say)
  } finally {
    await sync?.close()
    database.close()
  }
}

/** The running server's own sentence. */
class Refusal extends Error {}

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof StartRefused || error instanceof Refusal ? error.message : error)
  process.exitCode = 1
})
