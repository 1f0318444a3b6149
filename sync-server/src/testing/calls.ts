import type { CallPerson } from '@zvonok/schema/calls/call'
import { type CallCommand, joinCall } from '@zvonok/schema/calls/commands'
import type { CallFrame } from '@zvonok/schema/core/frames'
import { newId } from '@zvonok/schema/core/ids'
import type { TestClient } from './client.ts'
import { TestMedia } from './media.ts'
import { startServer, type TestServer } from './server.ts'

/** A school that is awake whatever the time is, with a media server. */
export async function startCalls(): Promise<{ server: TestServer; media: TestMedia }> {
  const media = new TestMedia()
  const server = await startServer({ media })
  await setQuiet(server, { from: '00:00', to: '00:00', sundays: false })
  return { server, media }
}

/** Quiet hours of the small school, in its zone. */
export async function setQuiet(server: TestServer, quiet: object): Promise<void> {
  await server.database.client.execute({
    sql: `UPDATE schools SET policy = json_set(policy, '$.quiet', json(?))`,
    args: [JSON.stringify(quiet)],
  })
  await server.sync.rosterChanged()
}

export async function ask<Args>(client: TestClient, command: CallCommand<Args>, args: Args, id = newId()) {
  client.send({ type: 'command', id, version: 1, name: command.name, args })
  return client.answer(id)
}

export const join = (client: TestClient, callId: string) => ask(client, joinCall, { callId })

/** The next frame about a call that says this of the person. */
export const sees = (client: TestClient, person: string, state: CallPerson['state'] | null): Promise<CallFrame> =>
  client.next('call', ({ people = [] }) =>
    people.some(([id, row]) => id === person && (row === null ? state === null : row.state === state)),
  )

export const seesEnd = (client: TestClient, callId: string): Promise<CallFrame> =>
  client.next('call', ({ call }) => call.id === callId && call.endedAtMs !== undefined)
