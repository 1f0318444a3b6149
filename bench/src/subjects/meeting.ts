import { newId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import { startBareLivekit } from '../calls/bare-livekit.ts'
import { type Busy, busyFor } from '../calls/busy.ts'
import { handMadeToken } from '../calls/hand-made-token.ts'
import { buildListeners } from '../calls/light-listeners.ts'
import { startWithCalls } from '../calls/ours-with-calls.ts'
import { post } from '../calls/post.ts'
import { startLoad } from '../load/load-process.ts'
import { percentile, wait } from '../measure.ts'
import { oursName } from '../report.ts'
import { signIn } from '../sign-in.ts'
import { type Bench, inFolder, row, type Subject } from './subject.ts'

const bareName = 'LiveKit alone'
const classes = 10

interface MeetingRun extends Busy {
  readonly allJoinedS: number
  readonly passMs?: number
  readonly again: number
  readonly listeners: number
  readonly handMs?: number
  readonly wrongHands?: number
  readonly wrongQuestions?: number
}

/** A parents meeting of the whole school: one speaks, the others listen, raise hands and ask. */
export const meeting: Subject = {
  name: 'meeting',
  title: 'Parents meeting of the whole school: 300 listeners',
  async run(bench) {
    const listeners = bench.quick ? 100 : 300
    const program = await buildListeners()
    bench.say('  ours …')
    const own = await inOurs(bench, listeners, program)
    bench.say(`  ${bareName} …`)
    const results = new Map<string, MeetingRun[]>([
      [oursName, [own]],
      [bareName, [await inBare(bench, listeners, program)]],
    ])
    const value = (
      about: Omit<Parameters<typeof row<MeetingRun>>[1], 'value'>,
      of: (run: MeetingRun) => number | undefined,
    ) => row(results, { ...about, value: of })
    return {
      rows: [
        value({ what: `all ${listeners} are in the room`, unit: 's', better: 'less' }, (run) => run.allJoinedS),
        value({ what: 'came in with another try only', unit: 'devices', better: 'less' }, (run) => run.again),
        value({ what: 'press → pass, p95', unit: 'ms', better: 'less' }, (run) => run.passMs),
        value(
          { what: 'listeners who receive sound', unit: 'devices', better: 'more', goal: listeners },
          (run) => run.listeners,
        ),
        value({ what: 'CPU of all server processes', unit: '% of a core', better: 'less' }, (run) => run.cpu),
        value({ what: 'of it: before the media server', unit: '% of a core', better: 'none' }, (run) => run.ownCpu),
        value({ what: 'memory of all server processes', unit: 'MB', better: 'less' }, (run) => run.memoryMb),
        value({ what: 'of it: before the media server', unit: 'MB', better: 'none' }, (run) => run.ownMemoryMb),
        value({ what: 'hand → seen by who leads, p95', unit: 'ms', better: 'less' }, (run) => run.handMs),
        value(
          { what: 'devices with hands in another order', unit: 'devices', better: 'less', goal: 0 },
          (run) => run.wrongHands,
        ),
        value(
          { what: 'devices with questions in another order', unit: 'devices', better: 'less', goal: 0 },
          (run) => run.wrongQuestions,
        ),
      ],
      notes: [
        'The head calls a meeting of all parents chats as an audience; everybody has the app open and presses «Присоединиться»: command, pass, `/livekit`. All limits of the server are on.',
        'Ten come through the door at a time. Who speaks is a device of LiveKit, who listens is LiveKit’s own test client, which speaks the whole of WebRTC and decodes nothing: it takes as much of the machine as the server, so the seconds are its own as well.',
        'Hands and questions: 40 of the listeners. Hands are looked at on every device, questions (the chat of the call) on twenty.',
      ],
    }
  },
}

const inOurs = (bench: Bench, listeners: number, program: string): Promise<MeetingRun> =>
  inFolder(async (folder) => {
    const school = { chats: classes, membersPerChat: listeners / classes }
    const { target, server, livekitPid, origin } = await startWithCalls(folder, school, 'guardian')
    const load = startLoad()
    try {
      const head = await signIn(origin, 'head', 'zvonok-demo')
      const parents = target.chats.flatMap(({ members }) => members)
      await load.run('openApps', { ...target, chats: [{ id: '', members: [head, ...parents] }] })
      const started = await post(origin, '/api/calls/meeting', { scope: 'school' }, head.cookie)
      const callId = String(must(started.callId, 'call'))
      const joined = await load.run('joinOurs', callId, program)
      await load.run('speak')
      await wait(3000)
      const heard = { listeners: await load.run('listening', 2000) }
      const busy = await busyFor(bench.quick ? 5000 : 15_000, livekitPid, server.pid)
      const hands = await load.run('raiseHands', callId, 40, 50)
      const questions = await load.run('askQuestions', callId, 40, 20)
      return {
        ...{ ...busy, ...heard, allJoinedS: joined.allMs / 1000, again: joined.again },
        passMs: percentile(
          [...joined.passMs].sort((a, b) => a - b),
          0.95,
        ),
        handMs: percentile(hands.seenMs, 0.95),
        ...{ wrongHands: hands.wrong, wrongQuestions: questions.wrong },
      }
    } finally {
      await load.close()
      await server.stop()
    }
  })

const inBare = (bench: Bench, listeners: number, program: string): Promise<MeetingRun> =>
  inFolder(async (folder) => {
    const { server, keys, url } = await startBareLivekit(folder)
    const load = startLoad()
    try {
      const room = newId()
      const tokens = Array.from({ length: listeners + 1 }, (_, at) =>
        handMadeToken(keys, { room, identity: newId(), canPublish: at === 0 }),
      )
      const joined = await load.run('joinBare', { url, tokens }, program)
      await load.run('speak')
      await wait(3000)
      const heard = { listeners: await load.run('listening', 2000) }
      return {
        ...heard,
        ...(await busyFor(bench.quick ? 5000 : 15_000, server.pid)),
        allJoinedS: joined.allMs / 1000,
        again: joined.again,
      }
    } finally {
      await load.close()
      await server.stop()
    }
  })
