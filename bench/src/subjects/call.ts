import { newId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import type { Browser } from 'playwright-core'
import { openBrowser } from '../app/browser.ts'
import { type BareLivekit, startBareLivekit } from '../calls/bare-livekit.ts'
import { serveBarePage } from '../calls/bare-page.ts'
import { openPage, pressToFrame } from '../calls/call-pages.ts'
import { handMadeToken } from '../calls/hand-made-token.ts'
import { type OursWithCalls, startWithCalls } from '../calls/ours-with-calls.ts'
import { repeat } from '../measure.ts'
import { oursName } from '../report.ts'
import { connect } from '../rivals/ours-wire.ts'
import type { Target } from '../rivals/rival.ts'
import { inFolder, row, type Subject } from './subject.ts'

const bareName = 'LiveKit alone'
const cameras = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']

interface CallRun {
  readonly joinMs: number
  readonly answerMs?: number
}

/** Two browsers: one is in the call and shows itself, the other one presses. */
export const call: Subject = {
  name: 'call',
  title: 'Call: from the press to the first frame of the other one',
  async run(bench) {
    const [first, second] = [await openBrowser(cameras), await openBrowser(cameras)]
    if (!first || !second) return { rows: [], notes: ['Not measured: there is no Chromium (set CHROMIUM_PATH).'] }
    return inFolder(async (folder) => {
      const own = await startWithCalls(folder, { chats: 1, membersPerChat: 2 }, 'pupil')
      const bare = await startBareLivekit(folder)
      const page = await serveBarePage()
      try {
        const groupId = await makeGroup(own.target)
        const runs = await repeat(bench.quick ? 2 : 7, async (run) => {
          bench.say(`  ${run + 1} …`)
          return {
            own: await inOurs([first, second], own, groupId),
            bare: await inBare([first, second], bare, page.url),
          }
        })
        const results = new Map<string, CallRun[]>([
          [oursName, runs.map((run) => run.own)],
          [bareName, runs.map((run) => run.bare)],
        ])
        const about = { unit: 'ms', better: 'less', goal: 800 } as const
        return {
          rows: [
            row(results, { ...about, what: '«Присоединиться» → first frame', value: ({ joinMs }) => joinMs }),
            row(results, { ...about, what: '«Ответить» → first frame', value: ({ answerMs }) => answerMs }),
          ],
          notes: [
            'Press: the click on «Присоединиться» on top of the chat in which the call runs, or on «Ответить» of the incoming call; the other one is in the call with the camera on. First frame: the browser shows the first picture of the other one.',
            'Each press is the first call of a browser profile that has the app (its service worker is ready) and one page of it open; until the press the page knows of the call what the server tells everybody. Who presses turns on the microphone, not the camera.',
            'The peer is a page that holds LiveKit’s client and the pass before the press, with the client’s defaults and the same program as media server. Made-up cameras; both sides and the servers share the machine.',
          ],
        }
      } finally {
        page.close()
        await Promise.all([first.close(), second.close(), bare.server.stop(), own.server.stop()])
      }
    })
  },
}

const membersOf = ({ chats }: Target) => must(chats[0], 'class').members
const cookieOf = (target: Target, member: number): string => must(membersOf(target)[member]?.cookie, 'cookie')

/** A group of the two. */
async function makeGroup(target: Target): Promise<string> {
  const id = newId()
  const people = [must(membersOf(target)[1]?.personId, 'person')]
  await asFirst(target, id, 'chats.createGroup', { title: 'Проект', people, permissions: {} })
  return id
}

async function inOurs([first, second]: readonly [Browser, Browser], { target, origin }: OursWithCalls, chatId: string) {
  const callId = newId()
  const chat = `${origin}/chats/${chatId}`
  await asFirst(target, callId, 'calls.startInChat', { chatId, video: true, people: [] })
  const there = await openPage(first, chat, cookieOf(target, 0))
  await there
    .getByRole('button', { name: 'Присоединиться', exact: true })
    .click()
    .catch(async (e) => {
      await there.screenshot({ path: '/tmp/cb.png' })
      throw e
    })
  const camera = there.getByRole('toolbar', { name: 'Панель звонка' }).getByRole('button', { name: 'Камера' })
  await camera.click()
  await there.waitForFunction(() => window.firstFrameMs !== undefined)
  const joins = await openPage(second, chat, cookieOf(target, 1))
  const joinMs = await pressToFrame(joins, 'Присоединиться')
  await joins.getByRole('button', { name: 'Выйти из звонка', exact: true }).click()
  await joins.getByRole('toolbar').waitFor({ state: 'detached' })
  await joins.context().close()
  const answers = await openPage(second, `${origin}/chats`, cookieOf(target, 1))
  await asFirst(target, newId(), 'calls.ring', { callId, people: [must(membersOf(target)[1]?.personId, 'person')] })
  const answerMs = await pressToFrame(answers, 'Ответить')
  await asFirst(target, newId(), 'calls.end', { callId })
  await Promise.all([answers.context().close(), there.context().close()])
  return { joinMs, answerMs }
}

async function inBare([first, second]: readonly [Browser, Browser], { keys, url }: BareLivekit, page: string) {
  const room = newId()
  const place = (more: string): string => {
    const token = handMadeToken(keys, { room, identity: newId(), canPublish: true })
    return `${page}?${new URLSearchParams({ url, token })}${more}`
  }
  const there = await openPage(first, place('&camera'))
  await there.getByRole('button').click()
  await there.waitForFunction(() => document.title === 'in')
  const joins = await openPage(second, place(''))
  const joinMs = await pressToFrame(joins, 'Join')
  await Promise.all([joins.context().close(), there.context().close()])
  return { joinMs }
}

/** A command of the first of the two, with a socket of its own. */
async function asFirst(target: Target, id: string, name: string, args: object): Promise<void> {
  const device = await connect(target, 0, 0, '')
  const answer = Promise.race([device.next('ack'), device.next('refused')])
  device.send({ type: 'command', id, version: 1, name, args })
  const frame = await answer
  device.close()
  if (frame.type === 'refused') throw new Error(`${name}: ${frame.code}`)
}
