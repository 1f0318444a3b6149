import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'

/**
 * The shell between us and the program. Its standard input is a pipe from us: a line in it is a polite request to end, its end is the end,
 * and it ends too when we are killed. Node can neither tie a child to itself nor tell the system to do so.
 */
const tie = `exec 3<&0
"$0" "$@" 3<&- </dev/null 2>&1 & child=$!
{ while read -r line <&3; do kill -TERM $child; done; kill -KILL $child; } 2>/dev/null & watcher=$!
wait $child; code=$?
kill $watcher 2>/dev/null
exit $code`

/** Between the two requests: LiveKit waits for empty rooms after the first and ends at the second. */
const secondRequestMs = 100
const patienceMs = 3000

export interface TiedProcess {
  /** What it says, errors too. */
  readonly output: Readable
  /** Resolves when the program has ended, also when it could not be started. */
  readonly ended: Promise<void>
  /** Asks twice politely, then kills. */
  stop(): Promise<void>
  kill(): void
}

/** Starts a program that does not outlive this process, however this process ends. */
export function startTied(program: string, args: readonly string[]): TiedProcess {
  const shell: ChildProcessByStdio<Writable, Readable, null> = spawn('/bin/sh', ['-c', tie, program, ...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
    // A Ctrl-C in the terminal is for us: we end the program in its turn.
    detached: true,
  })
  // Written to when it has just ended.
  shell.stdin.on('error', () => undefined)
  const kill = () => void shell.stdin.end()
  const ended = once(shell, 'exit').then(kill, kill)
  return { output: shell.stdout, ended, stop, kill }

  async function stop(): Promise<void> {
    const ask = () => shell.stdin.writable && shell.stdin.write('end\n')
    ask()
    const timers = [setTimeout(ask, secondRequestMs), setTimeout(kill, patienceMs)]
    await ended
    timers.forEach(clearTimeout)
  }
}
