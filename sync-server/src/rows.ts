import { stemsOf } from '@zvonok/schema/search/stem'
import type { ChatState } from './chats.ts'
import type { Draft } from './draft.ts'
import type { MessageRow } from './message-rows.ts'
import { insertRows, type Statement, upsert } from './store.ts'
import { forgetTerms, learnTerms } from './terms.ts'

/** Everything a draft did, as the statements of one transaction. */
export function statementsOf(draft: Draft): Statement[] {
  const changes = [...draft.changes.values()]
  const appended = changes.flatMap((change) => change.appended)
  const rewritten = changes.flatMap((change) => [...change.rewritten])
  return [
    ...inserted(appended),
    ...rewritten.flatMap(rewrittenRow),
    ...draft.extra,
    ...chatRows(draft),
    ...memberRows(draft),
    ...erasureRows(draft),
    ...draft.blocks.map(blockRow(draft.nowMs)),
    ...draft.answers.map(answerRow(draft.nowMs)),
    ...changes.flatMap((change) => change.documents.flatMap(({ statements }) => statements)),
    ...insertRows('commands', ['person_id', 'id', 'result', 'at_ms'], draft.commandRows),
  ]
}

const stemsIn = (row: MessageRow): string => (row.kind === 'text' ? stemsOf(row.body).join(' ') : '')

function inserted(rows: readonly MessageRow[]): Statement[] {
  return insertRows(
    'messages',
    ['rowid', 'chat_id', 'seq', 'id', 'author', 'at_ms', 'kind', 'body', 'extra', 'stems'],
    rows.map((row) => {
      const { rowid, chatId, seq, id, author, atMs, kind, body, extra } = row
      return [rowid, chatId, seq, id, author, atMs, kind, body, extra, stemsIn(row)]
    }),
  )
}

function rewrittenRow(row: MessageRow): Statement[] {
  const { rowid, author, kind, body, extra } = row
  return [
    forgetTerms(rowid),
    {
      sql: 'UPDATE messages SET author = ?, kind = ?, body = ?, extra = ?, stems = ? WHERE rowid = ?',
      args: [author, kind, body, extra ? JSON.stringify(extra) : null, stemsIn(row), rowid],
    },
    learnTerms(rowid),
  ]
}

const chatColumns = [
  'id',
  'kind',
  'school_id',
  'class_id',
  'title',
  'permissions',
  'pinned',
  'created_at_ms',
  'seq',
  'first_seq',
  'generation',
  'info_version',
  'change',
  'closed_at_ms',
  'opener',
] as const

function chatRows(draft: Draft): Statement[] {
  const changes = [...draft.changes.values()].filter((change) => change.created || change.moved)
  const segments = changes.flatMap(({ chat, closedSegments, created }) => {
    const opened = closedSegments.map(({ lastSeq }) => lastSeq + 1)
    return (created ? [1, ...opened] : opened).map((firstSeq) => {
      const closed = closedSegments.find((each) => each.firstSeq === firstSeq)
      return [chat.id, firstSeq, chat.generation, closed?.lastSeq]
    })
  })
  return [
    ...insertRows(
      'chats',
      chatColumns,
      changes.map(({ chat }) => chatRow(chat)),
      upsert(['id'], chatColumns),
    ),
    ...changes.flatMap(({ chat, closedSegments }) =>
      closedSegments.map(({ firstSeq, lastSeq }) => ({
        sql: 'UPDATE segments SET last_seq = ? WHERE chat_id = ? AND first_seq = ?',
        args: [lastSeq, chat.id, firstSeq],
      })),
    ),
    ...insertRows('segments', ['chat_id', 'first_seq', 'generation', 'last_seq'], segments),
  ]
}

const chatRow = (chat: ChatState): unknown[] => [
  chat.id,
  chat.kind,
  chat.schoolId,
  chat.classId,
  chat.title,
  chat.permissions,
  chat.pinned,
  chat.createdAtMs,
  chat.seq,
  chat.firstSeq,
  chat.generation,
  chat.infoVersion,
  chat.change,
  chat.closedAtMs,
  chat.opener,
]

const memberColumns = [
  'chat_id',
  'person_id',
  'role',
  'muted',
  'by_roster',
  'roster_role',
  'left_at_ms',
  'left_by',
  'read_seq',
  'change',
  'silent',
  'cleared_seq',
  'from_seq',
] as const

function memberRows(draft: Draft): Statement[] {
  const rows: unknown[][] = []
  const leavers: Statement[] = []
  for (const { chat, members, left } of draft.changes.values()) {
    for (const id of members) {
      const member = chat.members.get(id)
      if (!member) continue
      const { role, muted, byRoster, rosterRole, readSeq, change, silent, clearedSeq, fromSeq } = member
      const flags = [role, muted, byRoster, rosterRole, null, null]
      rows.push([chat.id, id, ...flags, readSeq, change, silent, clearedSeq, fromSeq])
    }
    for (const [id, { by, rosterRole }] of left)
      leavers.push({
        sql: `UPDATE chat_members SET left_at_ms = coalesce(left_at_ms, ?), left_by = ?, roster_role = ?, by_roster = ?, change = max(change, ?)
          WHERE chat_id = ? AND person_id = ?`,
        args: [draft.nowMs, by, rosterRole ?? null, rosterRole ? 1 : 0, chat.change, chat.id, id],
      })
  }
  return [
    ...insertRows('chat_members', memberColumns, rows, upsert(['chat_id', 'person_id'], memberColumns)),
    ...leavers,
  ]
}

function erasureRows(draft: Draft): Statement[] {
  const rows = [...draft.changes.values()].flatMap(({ chat, erased }) =>
    erased.map(({ messageId, seq, change }) => [change, chat.id, messageId, seq, draft.nowMs]),
  )
  return insertRows('erasures', ['change', 'chat_id', 'message_id', 'seq', 'at_ms'], rows)
}

const answerRow =
  (nowMs: number) =>
  ({ lessonId, taskId, text, person }: Draft['answers'][number]): Statement =>
    text
      ? {
          sql: `INSERT INTO lesson_answers (lesson_id, task_id, person_id, text, at_ms) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (lesson_id, task_id, person_id) DO UPDATE SET text = excluded.text, at_ms = excluded.at_ms`,
          args: [lessonId, taskId, person, text, nowMs],
        }
      : {
          sql: 'DELETE FROM lesson_answers WHERE lesson_id = ? AND task_id = ? AND person_id = ?',
          args: [lessonId, taskId, person],
        }

const blockRow =
  (nowMs: number) =>
  ({ person, other, on }: Draft['blocks'][number]): Statement =>
    on
      ? {
          sql: 'INSERT OR IGNORE INTO blocks (person_id, blocked_id, at_ms) VALUES (?, ?, ?)',
          args: [person, other, nowMs],
        }
      : { sql: 'DELETE FROM blocks WHERE person_id = ? AND blocked_id = ?', args: [person, other] }
