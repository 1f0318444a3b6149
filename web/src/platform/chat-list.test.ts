import type { Head, Mine } from '@zvonok/schema/chats/head'
import type { LogEntry } from '@zvonok/schema/messages/document'
import { beforeEach, describe, expect, test } from 'vitest'
import { ChatList } from './chat-list.ts'
import { openMemoryStore } from './memory-store.ts'
import { Saver } from './saver.ts'
import { ManualClock } from './testing/manual-clock.ts'

const me = 'petya00000000000'
const olga = 'olga000000000000'
const id = 'chat000000000000'

const head: Head = {
  id,
  kind: 'group',
  schoolId: null,
  title: 'Кружок',
  permissions: { editInfo: 'all', invite: 'all', pin: 'all', write: 'all', call: 'all', mentionAll: 'all' },
  pinned: [],
  memberCount: 2,
  seq: 10,
  firstSeq: 1,
  generation: 1,
  infoVersion: 1,
  change: 100,
  topRead: [],
}
const mine: Mine = { role: 'member', muted: false, readSeq: 8, unread: 2 }
const last = (author: string, seq: number, kind: 'text' | 'notice' = 'text') => ({
  id: `m${seq}`,
  author,
  atMs: seq,
  kind,
  body: '…',
})
const entry = (author: string, seq: number): LogEntry => [`m${seq}`, author, seq, 'text', '…']

let list: ChatList
const known = () => list.chats.get(id)

function heads(change: Partial<Parameters<ChatList['takeHeads']>[0]> = {}): string[] {
  return list.takeHeads(
    {
      me: { id: me, family: 'П', given: 'П', roles: ['pupil'], schools: [], mayCreateGroup: true },
      serverMs: 1,
      cursor: '1.100',
      full: true,
      heads: [head],
      mine: { [id]: mine },
      removed: [],
      erased: [],
      people: [],
      ...change,
    },
    5,
  )
}

beforeEach(() => {
  const store = openMemoryStore()
  list = new ChatList(store, new Saver(store, new ManualClock(), () => undefined))
  heads()
})

describe('[PLATFORM-25] heads', () => {
  test('all that a full answer does not name is gone; else only what it calls removed', () => {
    expect(heads({ full: false, heads: [], mine: {}, cursor: '1.101' })).toEqual([])
    expect(known()?.head.title).toBe('Кружок')
    expect(heads({ full: false, heads: [], mine: {}, removed: [id] })).toEqual([id])
    expect(known()).toBeUndefined()
    heads()
    expect(heads({ heads: [], mine: {} })).toEqual([id])
  })

  test('a head changes only what it names and moves the cursor, which never goes back', () => {
    list.takeHead({ type: 'head', head: { id, title: 'Кружок шахмат', change: 105 } })
    expect(known()?.head).toMatchObject({ title: 'Кружок шахмат', seq: 10, change: 105 })
    list.moveCursor(103)
    expect(list.cursor).toBe('1.105')
  })

  test('an unknown chat must come whole', () => {
    list.takeHead({ type: 'head', head: { id: 'other00000000000', title: 'Чужой', change: 106 } })
    expect(list.chats.size).toBe(1)
    list.takeHead({ type: 'head', head: { ...head, id: 'other00000000000', change: 107 }, mine })
    expect(list.chats.size).toBe(2)
  })
})

describe('[PLATFORM-11] unread messages', () => {
  test('others’ new ones are counted, notices are not, own ones read everything before', () => {
    list.takeHead({ type: 'head', head: { id, seq: 11, last: last(olga, 11), change: 101 } })
    expect(known()?.mine).toMatchObject({ unread: 3, readSeq: 8 })
    list.takeHead({ type: 'head', head: { id, seq: 12, last: last(olga, 12, 'notice'), change: 102 } })
    expect(known()?.mine.unread).toBe(3)
    list.takeHead({ type: 'head', head: { id, seq: 13, last: last(me, 13), change: 103 } })
    expect(known()?.mine).toMatchObject({ unread: 0, readSeq: 13 })
  })

  test('by the log as by the head', () => {
    list.takeLog(id, 12, [entry(me, 11), entry(olga, 12)], entry(olga, 12), 101)
    expect(known()).toMatchObject({
      head: { seq: 12, last: { id: 'm12' }, change: 101, topRead: [[olga, 12]] },
      mine: { unread: 1, readSeq: 11 },
    })
    list.takeHead({ type: 'head', head: { id, seq: 12, last: last(olga, 12), change: 101 } })
    expect(known()?.mine.unread).toBe(1)
  })

  test('rows that the head knew before are not counted again', () => {
    const rows = Array.from({ length: 10 }, (_, i) => entry(olga, i + 1))
    list.takeLog(id, 10, rows, rows[9], 0)
    expect(known()?.mine.unread).toBe(2)
  })

  test('a mark that is ahead of the head counts nothing: the rows come after it', () => {
    list.takeMark({ type: 'mark', chatId: id, readSeq: 11, unread: 1, change: 104 })
    expect(known()?.mine).toMatchObject({ readSeq: 11, unread: 0 })
    list.takeLog(id, 12, [entry(me, 11), entry(olga, 12)], entry(olga, 12), 105)
    expect(known()?.mine.unread).toBe(1)
  })

  test('an erased unread message is not unread any more', () => {
    list.uncount(id, 9)
    list.uncount(id, 3)
    expect(known()?.mine.unread).toBe(1)
  })
})

test('whether one may write to somebody is kept until it is said anew', () => {
  const person = { id: olga, family: 'О', given: 'О', roles: ['teacher'] as const }
  list.takePeople([{ ...person, contact: true, left: true }])
  list.takePeople([person])
  expect(list.people.get(olga)).toEqual({ ...person, contact: true })
  list.takePeople([{ ...person, contact: 'contacts.blocked' }])
  expect(list.people.get(olga)?.contact).toBe('contacts.blocked')
})
