import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { must } from '@zvonok/schema/core/must'
import type { Browser } from 'playwright-core'
import { openBrowser, visit } from '../app/browser.ts'
import { serveFloor } from '../app/floor.ts'
import {
  type FirstLoad,
  firstLoad,
  heapMb,
  offlineStart,
  scrolling,
  type Visited,
  worstKey,
} from '../app/measure-page.ts'
import { repeat } from '../measure.ts'
import { oursName } from '../report.ts'
import { ours } from '../rivals/ours.ts'
import { onStage, row, type Stage, type Subject } from './subject.ts'

const history = 10_000
/** One message a second, all in one chat. */
const busyHour = 3600
const messagesPerSecond = 40

interface AppRun {
  readonly first?: FirstLoad
  readonly offlineMs?: number
  readonly keyMs?: number
  readonly scroll?: { readonly p95: number; readonly worst: number }
  readonly memory?: { readonly before: number; readonly after: number }
}

/** The app in Chromium, beside the least page that could be a chat. */
export const app: Subject = {
  name: 'app',
  title: 'The app: slow 4G and CPU × 4, beside a bare Solid + Vite + Yjs page',
  async run(bench) {
    const browser = await openBrowser()
    if (!browser) return { rows: [], notes: ['Not measured: there is no Chromium (set CHROMIUM_PATH).'] }
    const runs = bench.quick ? 1 : 3
    const results = new Map<string, AppRun[]>()
    bench.say('  ours …')
    const messages = bench.quick ? busyHour / 10 : busyHour
    results.set(
      oursName,
      await onStage(ours, { chats: 3, membersPerChat: 30 }, (stage) => measureOurs(browser, stage, runs, messages)),
    )
    bench.say('  bare page …')
    results.set('bare page', await measureFloor(browser, runs))
    await browser.close()
    const kb = (kind: keyof FirstLoad['kb']) =>
      row(results, {
        what: `first load: ${kind}, gzip`,
        unit: 'kB',
        better: 'less',
        value: ({ first }) => first?.kb[kind],
      })
    return {
      rows: [
        row(results, {
          what: 'first load: script and style, gzip',
          unit: 'kB',
          better: 'less',
          goal: 90,
          value: ({ first }) => first && first.kb.script + first.kb.style,
        }),
        ...(['script', 'style', 'document', 'other'] as const).map(kb),
        row(results, {
          what: 'first control',
          unit: 'ms',
          better: 'less',
          goal: 1000,
          value: ({ first }) => first?.firstControlMs,
        }),
        row(results, {
          what: 'largest paint (LCP)',
          unit: 'ms',
          better: 'less',
          goal: 1100,
          value: ({ first }) => first?.largestPaintMs,
        }),
        row(results, {
          what: 'offline start: chat list shown',
          unit: 'ms',
          better: 'less',
          goal: 600,
          value: ({ offlineMs }) => offlineMs,
        }),
        row(results, {
          what: 'worst key, chat of 10,000',
          unit: 'ms',
          better: 'less',
          goal: 32,
          value: ({ keyMs }) => keyMs,
        }),
        row(results, {
          what: 'scrolling back: 95 % of frames',
          unit: 'ms',
          better: 'less',
          value: ({ scroll }) => scroll?.p95,
        }),
        row(results, {
          what: 'scrolling back: worst frame',
          unit: 'ms',
          better: 'less',
          value: ({ scroll }) => scroll?.worst,
        }),
        row(results, {
          what: 'heap with the chat open',
          unit: 'MB',
          better: 'less',
          value: ({ memory }) => memory?.before,
        }),
        row(results, {
          what: `heap after ${messages.toLocaleString('en')} more messages in it`,
          unit: 'MB',
          better: 'less',
          value: ({ memory }) => memory?.after,
        }),
      ],
      notes: [
        'Slow 4G: 150 ms, 1.6 Mbit/s down, 675 kbit/s up, at the level of requests; Chromium on a phone-sized screen, signed in, cold cache.',
        'The bare page shows 50 messages out of a document and an input line; it has no storage, network, routes or words.',
        `A busy hour is ${busyHour} messages in the open chat; here they come at ${messagesPerSecond} a second, so it is an hour by messages and not by the clock.`,
      ],
    }
  },
}

async function measureOurs(
  browser: Browser,
  { target, load, server }: Stage,
  runs: number,
  messages: number,
): Promise<AppRun[]> {
  const origin = must(target.origin, 'origin')
  const chat = must(target.chats[0], 'chat')
  const [name = '', value = ''] = must(chat.members[1]?.cookie, 'cookie').split('=')
  const cookie = { url: origin, name, value }
  await load.run('fill', target, 0, history)
  const list: Visited = { url: `${origin}/chats`, cookie, started: `a[href="/chats/${chat.id}"]` }
  const starts = await repeat(runs, async () => ({
    first: await firstLoad(browser, list),
    offlineMs: await offlineStart(browser, list),
  }))
  const { page, close } = await visit(browser, cookie)
  const openChat = async () => {
    await page.goto(`${origin}/chats/${chat.id}`)
    await page.locator('[role=log] [role=article], [role=log] article').first().waitFor()
  }
  await openChat()
  const use = await repeat(runs, async () => ({
    keyMs: await worstKey(page, 'textarea'),
    scroll: await scrolling(page, '[role=log]'),
  }))
  await openChat()
  const before = await heapMb(page)
  const members = [must(chat.members[0], 'sender'), must(chat.members[2], 'reader')]
  const pour = { serverPid: server.pid, perSecond: messagesPerSecond, messages, warmUp: 0, drainMs: 5000 }
  const { lastText } = await load.run('pour', { ...target, chats: [{ id: chat.id, members }] }, pour)
  await page.getByText(lastText).first().waitFor()
  const memory = { before, after: await heapMb(page) }
  await close()
  return [...starts, ...use, { memory }]
}

async function measureFloor(browser: Browser, runs: number): Promise<AppRun[]> {
  const floor = await serveFloor(mkdtempSync(join(tmpdir(), 'zvonok-floor-')))
  const starts = await repeat(runs, async () => ({
    first: await firstLoad(browser, { url: floor.url, started: 'textarea' }),
  }))
  const { page, close } = await visit(browser)
  await page.goto(floor.url)
  const use = await repeat(runs, async () => ({ keyMs: await worstKey(page, 'textarea') }))
  const before = await heapMb(page)
  await close()
  floor.close()
  return [...starts, ...use, { memory: { before, after: Number.NaN } }]
}
