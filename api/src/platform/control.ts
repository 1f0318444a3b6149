import type { OpenSchool, Say } from '../operator/command.ts'
import { findCommand } from '../operator/run-command.ts'
import { type ControlAnswer, type ControlRequest, listenForControl } from './control-socket.ts'
import { explainStorage } from './data-folder.ts'
import { StartRefused } from './start-refused.ts'

/** Runs the operator's commands in the running server, one after another. Returns its end. */
export function serveControl(school: OpenSchool): Promise<() => Promise<void>> {
  let last: Promise<unknown> = Promise.resolve()
  return listenForControl(school.folder, (request, answer) => {
    const turn = last.then(() => answerCommand(school, request, answer))
    last = turn
    return turn
  })
}

async function answerCommand(
  school: OpenSchool,
  { command: name, values }: ControlRequest,
  answer: (answer: ControlAnswer) => void,
): Promise<void> {
  const say: Say = { line: (line) => answer({ line }), progress: (progress) => answer({ progress }) }
  try {
    const command = findCommand(name)
    if (command.folderOnly) throw stopFirst()
    await command.run(school, values, say)
    school.log.info('operator.done', { command: name })
    answer({ done: true })
  } catch (error) {
    const told = explainStorage(error, school.folder)
    if (!(told instanceof StartRefused)) school.log.error('operator.failed', told, { command: name })
    answer({ refused: told instanceof StartRefused ? told.message : 'Ошибка сервера, см. его журнал. (See its log.)' })
  }
}

const stopFirst = (): StartRefused =>
  new StartRefused('Сначала остановите сервер.', 'Stop the server first: this command needs the folder for itself.')
