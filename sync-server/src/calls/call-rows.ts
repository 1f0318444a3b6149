import type { Call, CallId, CallPerson } from '@zvonok/schema/calls/call'
import type { PersonId } from '@zvonok/schema/core/ids'
import { insertRows, type Statement, type Store, upsert } from '../store.ts'

const callColumns = [
  'id',
  'kind',
  'school_id',
  'lesson_id',
  'chats',
  'title',
  'video',
  'started_by',
  'started_at_ms',
  'ended_at_ms',
  'settings',
] as const

const personColumns = ['call_id', 'person_id', 'role', 'state', 'since_ms', 'hand_ms', 'speaks', 'muted_ms'] as const

/** The rows that turn `before` into `after`. */
export function callStatements(before: Call | undefined, after: Call): Statement[] {
  const { id, kind, schoolId, lessonId, chats, title, video, startedBy, startedAtMs, endedAtMs, settings } = after
  const row = [id, kind, schoolId, lessonId, chats, title, video, startedBy, startedAtMs, endedAtMs, settings]
  const people = [...after.people].filter(([person, state]) => before?.people.get(person) !== state)
  const gone = [...(before?.people.keys() ?? [])].filter((person) => !after.people.has(person))
  return [
    ...insertRows('calls', callColumns, [row], upsert(['id'], callColumns)),
    ...insertRows(
      'call_people',
      personColumns,
      people.map(([person, state]) => personRow(id, person, state)),
      upsert(['call_id', 'person_id'], personColumns),
    ),
    ...gone.map((person) => ({
      sql: 'DELETE FROM call_people WHERE call_id = ? AND person_id = ?',
      args: [id, person],
    })),
  ]
}

const personRow = (
  callId: CallId,
  personId: PersonId,
  { role, state, sinceMs, handMs, speaks, mutedMs }: CallPerson,
): unknown[] => [callId, personId, role, state, sinceMs, handMs, speaks ?? false, mutedMs]

type CallRow = [
  id: CallId,
  kind: Call['kind'],
  schoolId: string | null,
  lessonId: string | null,
  chats: string[],
  title: string,
  video: number,
  startedBy: PersonId,
  startedAtMs: number,
  endedAtMs: number | null,
  settings: Call['settings'],
]

type PersonRow = [
  callId: CallId,
  personId: PersonId,
  role: CallPerson['role'],
  state: CallPerson['state'],
  sinceMs: number,
  handMs: number | null,
  speaks: number,
  mutedMs: number | null,
]

/** Those that run, or the one of that id. */
export async function readCalls(store: Store, id?: CallId): Promise<Call[]> {
  const where = id === undefined ? 'ended_at_ms IS NULL' : 'id = ?'
  const args = id === undefined ? [] : [id]
  const rows = await store.select<CallRow>(
    `id, kind, school_id, lesson_id, json(chats), title, video, started_by, started_at_ms, ended_at_ms, json(settings)`,
    `FROM calls WHERE ${where}`,
    args,
  )
  const people = new Map(rows.map(([callId]) => [callId, new Map<PersonId, CallPerson>()]))
  const personRows = await store.select<PersonRow>(
    personColumns.join(', '),
    `FROM call_people WHERE call_id IN (SELECT id FROM calls WHERE ${where}) ORDER BY rowid`,
    args,
  )
  for (const row of personRows) people.get(row[0])?.set(row[1], personFromRow(row))
  return rows.map((row) => callFromRow(row, people.get(row[0]) ?? new Map()))
}

function callFromRow(row: CallRow, people: Call['people']): Call {
  const [id, kind, schoolId, lessonId, chats, title, video, startedBy, startedAtMs, endedAtMs, settings] = row
  const call = { id, kind, schoolId, chats, title, video: video === 1, startedBy, startedAtMs, settings, people }
  return { ...call, ...(lessonId !== null && { lessonId }), ...(endedAtMs !== null && { endedAtMs }) }
}

const personFromRow = ([, , role, state, sinceMs, handMs, speaks, mutedMs]: PersonRow): CallPerson => ({
  role,
  state,
  sinceMs,
  ...(handMs !== null && { handMs }),
  ...(speaks === 1 && { speaks: true as const }),
  ...(mutedMs !== null && { mutedMs }),
})
