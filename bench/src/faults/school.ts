import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { must } from '@zvonok/schema/core/must'
import { type Line, openLine } from '../line.ts'
import { makeSchool, operate, signIn, startOurs } from '../rivals/ours.ts'
import type { Member, Target } from '../rivals/rival.ts'
import { freePort, type ServerProcess } from '../server-process.ts'
import { Device } from './device.ts'
import { Ledger } from './ledger.ts'
import { mountSmallDisk, type SmallDisk } from './small-disk.ts'

const size = { chats: 1, membersPerChat: 6 }
const diskMegabytes = 48

/** A school with one class chat, its server, and people with a line each. */
export interface FaultSchool {
  readonly ledger: Ledger
  /** Undefined where mounting is impossible. */
  readonly disk: SmallDisk | undefined
  /** Three who write and one who is away for long. */
  readonly devices: readonly { device: Device; line: Line }[]
  readonly target: Target
  readonly serverRuns: () => boolean
  startServer(): Promise<void>
  killServer(): Promise<void>
  stopServer(): Promise<void>
  backUp(): Promise<void>
  /** Stops the server, puts the last backup in place, starts it again. False when there is no backup. */
  restore(): Promise<boolean>
  /** What a device without any copy sees; it must be what the others see. */
  newcomer<T>(look: (device: Device) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export async function openSchool(): Promise<FaultSchool> {
  const base = mkdtempSync(join(tmpdir(), 'zvonok-faults-'))
  const folder = join(base, 'data')
  const disk = mountSmallDisk(folder, diskMegabytes)
  const ledger = new Ledger()
  await makeSchool(folder, size)
  const chats = await signIn(folder, size)
  const port = await freePort()
  let { server, target } = await startOurs(folder, chats, { port })
  let running: ServerProcess | undefined = server
  let backups = 0
  const members = must(chats[0], 'class').members
  const lines: Line[] = []

  async function deviceOf(name: string, member: Member): Promise<{ device: Device; line: Line }> {
    const line = await openLine({ targetPort: port })
    lines.push(line)
    const home = join(base, name)
    mkdirSync(home, { recursive: true })
    const place = {
      personId: must(member.personId, 'person'),
      cookie: must(member.cookie, 'cookie'),
      chatId: must(chats[0], 'class').id,
      url: `http://127.0.0.1:${line.port}`,
      origin: must(target.origin, 'origin'),
      folder: home,
    }
    return { device: new Device(name, place, (text) => ledger.acked.add(text)), line }
  }
  const names = ['anna', 'ilya', 'petya', 'masha']
  const devices = await Promise.all(names.map((name, i) => deviceOf(name, must(members[i], 'member'))))
  await Promise.all(devices.map(({ device }) => device.start()))

  const school: FaultSchool = {
    ledger,
    disk,
    devices,
    target,
    serverRuns: () => running !== undefined,
    async startServer() {
      if (running) return
      ;({ server, target } = await startOurs(folder, chats, { port }))
      running = server
    },
    async killServer() {
      await running?.kill()
      running = undefined
    },
    async stopServer() {
      await running?.stop()
      running = undefined
    },
    async backUp() {
      await operate(folder, 'backup', join(base, `backup-${++backups}.db`))
    },
    async restore() {
      if (backups === 0) return false
      await school.stopServer()
      await operate(folder, 'restore', join(base, `backup-${backups}.db`))
      for (const name of readdirSync(folder)) if (name.startsWith('before-restore')) rmSync(join(folder, name))
      await school.startServer()
      return true
    },
    async newcomer(look) {
      const { device, line } = await deviceOf('newcomer', must(members[4], 'member'))
      await device.start()
      const seen = await look(device)
      await device.kill()
      await line.close()
      rmSync(device.place.folder, { recursive: true })
      return seen
    },
    async close() {
      for (const { device } of devices) await device.kill()
      for (const line of lines) await line.close()
      await school.stopServer()
      disk?.unmount()
      rmSync(base, { recursive: true, force: true })
    },
  }
  return school
}
