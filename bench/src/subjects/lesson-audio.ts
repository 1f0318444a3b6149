import { newId } from '@zvonok/schema/core/ids'
import { startBareLivekit } from '../calls/bare-livekit.ts'
import { type Busy, busyFor } from '../calls/busy.ts'
import { handMadeToken } from '../calls/hand-made-token.ts'
import { startWithCalls } from '../calls/ours-with-calls.ts'
import { publishLesson } from '../calls/publish-lesson.ts'
import { type LoadProcess, startLoad } from '../load/load-process.ts'
import { repeat, wait } from '../measure.ts'
import { oursName } from '../report.ts'
import { type Bench, inFolder, row, type Subject } from './subject.ts'

const people = 30
const bareName = 'LiveKit alone'

interface LessonRun extends Busy {
  readonly listeners: number
}

/** An online lesson with sound only: the teacher speaks. */
export const lessonAudio: Subject = {
  name: 'lesson-audio',
  title: `Lesson of ${people} with sound only, one speaks`,
  async run(bench) {
    const results = new Map<string, LessonRun[]>([
      [oursName, []],
      [bareName, []],
    ])
    for (let round = 0; round < (bench.quick ? 1 : 2); round++) {
      bench.say(`  ours …`)
      results.get(oursName)?.push(...(await inOurs(bench)))
      bench.say(`  ${bareName} …`)
      results.get(bareName)?.push(...(await inBare(bench)))
    }
    return {
      rows: [
        row(results, {
          what: 'CPU of all server processes',
          unit: '% of a core',
          better: 'less',
          goal: 7,
          value: ({ cpu }) => cpu,
        }),
        row(results, {
          what: 'of it: before the media server',
          unit: '% of a core',
          better: 'none',
          value: ({ ownCpu }) => ownCpu,
        }),
        row(results, {
          what: 'memory of all server processes',
          unit: 'MB',
          better: 'less',
          value: ({ memoryMb }) => memoryMb,
        }),
        row(results, {
          what: 'of it: before the media server',
          unit: 'MB',
          better: 'none',
          value: ({ ownMemoryMb }) => ownMemoryMb,
        }),
        row(results, {
          what: `of ${people - 1} listeners receive sound`,
          unit: 'devices',
          better: 'more',
          goal: people - 1,
          value: ({ listeners }) => listeners,
        }),
      ],
      notes: [
        'Thirty devices of LiveKit without a screen in a process of their own. Ours: a lesson that its teacher has published; each has a session, the socket, joins by the command, takes a pass and comes in through `/livekit`; what LiveKit tells becomes attendance.',
        'The peer is the same program with the same settings and hand-made tokens, with nobody around it.',
        'The windows begin when all are in and the teacher has spoken for a while.',
      ],
    }
  },
}

const inOurs = (bench: Bench): Promise<LessonRun[]> =>
  inFolder(async (folder) => {
    const { target, server, livekitPid, origin } = await startWithCalls(
      folder,
      { chats: 1, membersPerChat: people - 1 },
      'pupil',
    )
    const load = startLoad()
    try {
      const { callId, teacher } = await publishLesson(folder, origin, target)
      const [group] = target.chats
      await load.run('openApps', { ...target, chats: [{ id: '', members: [teacher, ...(group?.members ?? [])] }] })
      await load.run('joinOurs', callId)
      return await windows(bench, load, livekitPid, server.pid)
    } finally {
      await load.close()
      await server.stop()
    }
  })

const inBare = (bench: Bench): Promise<LessonRun[]> =>
  inFolder(async (folder) => {
    const { server, keys, url } = await startBareLivekit(folder)
    const load = startLoad()
    try {
      const room = newId()
      const tokens = Array.from({ length: people }, () =>
        handMadeToken(keys, { room, identity: newId(), canPublish: true }),
      )
      await load.run('joinBare', { url, tokens })
      return await windows(bench, load, server.pid)
    } finally {
      await load.close()
      await server.stop()
    }
  })

async function windows(bench: Bench, load: LoadProcess, media: number, own?: number): Promise<LessonRun[]> {
  await load.run('speak')
  await wait(bench.quick ? 3000 : 8000)
  const listeners = await load.run('listening', 1000)
  return repeat(bench.quick ? 1 : 3, async () => ({
    listeners,
    ...(await busyFor(bench.quick ? 5000 : 10_000, media, own)),
  }))
}
