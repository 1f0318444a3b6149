/** The chats that exist because the roster says so: who belongs to them, and what must change so that they are as it says. */
import { type ChatKind, defaultPermissions, type MemberRole, rosterKinds } from '@zvonok/schema/chats/facts'
import { type ChatId, type ClassId, newId, type PersonId, type SchoolId } from '@zvonok/schema/core/ids'
import type { Role } from '@zvonok/schema/journal/person-facts'
import type { ChatState } from './chats.ts'
import { change } from './commit.ts'
import type { Draft } from './draft.ts'
import type { Store } from './store.ts'
import type { World } from './world.ts'

interface WantedChat {
  readonly kind: ChatKind
  readonly schoolId: SchoolId
  readonly classId?: ClassId
  readonly title: string
  readonly members: ReadonlyMap<PersonId, MemberRole>
}

/** How long members of a cohort that left may read its chats. */
const readableMs = 60 * 24 * 3_600_000
/** Chats of one transaction. */
const chatsPerDraft = 50

/** Brings all roster chats in line. The same again changes nothing. */
export async function alignRosterChats(world: World): Promise<void> {
  const { store } = world
  const wanted = await wantedChats(store)
  const existing = new Map<string, ChatId>()
  const rows = await store.select<[ChatId, ChatKind, SchoolId, ClassId | null]>(
    'id, kind, school_id, class_id',
    'FROM chats WHERE kind IN (SELECT value FROM json_each(?))',
    [JSON.stringify([...rosterKinds])],
  )
  for (const [id, kind, schoolId, classId] of rows) existing.set(keyOf({ kind, schoolId, classId }), id)
  for (let at = 0; at < wanted.length; at += chatsPerDraft) {
    const part = wanted.slice(at, at + chatsPerDraft)
    await change(world, (draft) => alignPart(world, draft, part, existing))
  }
  const keys = new Set(wanted.map(keyOf))
  const gone = rows.filter(([, kind, schoolId, classId]) => !keys.has(keyOf({ kind, schoolId, classId })))
  await change(world, (draft) =>
    closeChats(
      world,
      draft,
      gone.map(([id]) => id),
    ),
  )
  await change(world, (draft) => alignGroups(world, draft))
}

const keyOf = ({ kind, schoolId, classId }: { kind: ChatKind; schoolId: SchoolId; classId?: ClassId | null }): string =>
  `${kind}.${classId ?? schoolId}`

async function alignPart(
  world: World,
  draft: Draft,
  part: readonly WantedChat[],
  existing: ReadonlyMap<string, ChatId>,
): Promise<void> {
  const ids = part.map((each) => existing.get(keyOf(each))).filter((id) => id !== undefined)
  await world.chats.load(ids)
  for (const each of part) {
    const id = existing.get(keyOf(each))
    const chat = id && world.chats.get(id)
    if (chat) align(draft, chat, each)
    else create(draft, each)
  }
}

function create(draft: Draft, { members, classId, ...wanted }: WantedChat): void {
  if (members.size === 0) return
  const id = newId()
  const permissions = defaultPermissions(wanted.kind)
  draft.createChat({ ...wanted, id, permissions, members: new Map(), ...(classId && { classId }) })
  for (const [person, role] of members) draft.setMember(id, person, { role, rosterRole: role })
}

function align(draft: Draft, chat: ChatState, wanted: WantedChat): void {
  if (chat.closedAtMs !== null) draft.setClosed(chat.id, null)
  if (chat.title !== wanted.title) draft.setChat(chat.id, { title: wanted.title })
  for (const [person, role] of wanted.members) {
    const member = chat.members.get(person)
    if (member ? member.rosterRole === role : leftBySelf(draft, chat, person, role)) continue
    // A changed office moves the role; an admin made by hand keeps it.
    const madeByHand = member?.rosterRole === undefined && member?.role === 'admin'
    draft.setMember(chat.id, person, { role: madeByHand ? 'admin' : role, rosterRole: role })
  }
  for (const [person, { byRoster }] of chat.members)
    if (byRoster && !wanted.members.has(person)) draft.removeMember(chat.id, person, 'roster')
  // Who left by hand and comes back into the class one day comes back into its chat.
  for (const [person, { rosterRole: _, ...former }] of chat.former)
    if (former.by === 'self' && !wanted.members.has(person))
      draft.setFormer(chat.id, person, { ...former, by: 'roster' })
}

/** True for who left by hand: not put back, but free to come back with the role that the roster gives now. */
function leftBySelf(draft: Draft, chat: ChatState, person: PersonId, role: MemberRole): boolean {
  const former = chat.former.get(person)
  if (former?.by !== 'self') return false
  if (former.rosterRole !== role) draft.setFormer(chat.id, person, { ...former, rosterRole: role })
  return true
}

/** The cohort has left: nobody writes any more, its members read for 60 days. */
async function closeChats(world: World, draft: Draft, ids: readonly ChatId[]): Promise<void> {
  await world.chats.load(ids)
  for (const id of ids) {
    const chat = world.chats.get(id)
    if (!chat) continue
    if (chat.closedAtMs === null) draft.setClosed(id, draft.nowMs)
    else if (chat.closedAtMs < draft.nowMs - readableMs)
      for (const person of [...chat.members.keys()]) draft.removeMember(id, person, 'roster')
  }
}

/** Groups lose those who left the roster, and get them back when that is undone. */
async function alignGroups(world: World, draft: Draft): Promise<void> {
  const rows = await world.store.select<[ChatId, PersonId, active: number]>(
    'm.chat_id, m.person_id, p.active',
    `FROM chat_members m JOIN chats c ON c.id = m.chat_id AND c.kind IN ('group', 'call') JOIN people p ON p.id = m.person_id
     WHERE (p.active = 0 AND m.left_at_ms IS NULL) OR (p.active = 1 AND m.left_by = 'roster' AND m.left_at_ms IS NOT NULL)`,
  )
  await world.chats.load(rows.map(([chatId]) => chatId))
  for (const [chatId, person, active] of rows)
    if (active === 1) draft.setMember(chatId, person, {})
    else draft.removeMember(chatId, person, 'roster')
  for (const chatId of new Set(rows.map(([id]) => id))) await keepAnAdmin(world, draft, chatId)
}

/** CHATS-21. The last admin of a group left the roster: who of the staff is in it longest follows, else who is in it longest at all. */
async function keepAnAdmin({ chats, store }: World, draft: Draft, chatId: ChatId): Promise<void> {
  const members = chats.get(chatId)?.members ?? new Map<PersonId, { role: MemberRole }>()
  if (members.size === 0 || [...members.values()].some(({ role }) => role === 'admin')) return
  const rows = await store.select<[PersonId]>(
    'm.person_id',
    `FROM chat_members m WHERE m.chat_id = ? AND m.left_at_ms IS NULL
     ORDER BY NOT EXISTS (SELECT 1 FROM school_roles r WHERE r.person_id = m.person_id AND r.role NOT IN ('pupil', 'guardian')), m.rowid`,
    [chatId],
  )
  const next = rows.map(([id]) => id).find((id) => members.has(id))
  if (next === undefined) return
  draft.setMember(chatId, next, { role: 'admin', muted: false })
  const notice = { id: newId(), author: '', atMs: draft.nowMs, kind: 'notice', body: 'appointed' } as const
  draft.appendMessage(chatId, { ...notice, extra: { who: [next] } })
}

async function wantedChats(store: Store): Promise<WantedChat[]> {
  return [...(await wantedSchoolChats(store)), ...(await wantedClassChats(store))]
}

async function wantedSchoolChats(store: Store): Promise<WantedChat[]> {
  const rows = await store.select<[SchoolId, PersonId, Role]>(
    'r.school_id, r.person_id, r.role',
    'FROM school_roles r JOIN people p ON p.id = r.person_id AND p.active = 1 ORDER BY r.school_id, r.person_id',
  )
  const schools = new Map<SchoolId, { all: Map<PersonId, MemberRole>; staff: Map<PersonId, MemberRole> }>()
  for (const [schoolId, person, role] of rows) {
    const school = schools.get(schoolId) ?? { all: new Map(), staff: new Map() }
    schools.set(schoolId, school)
    addRole(school.all, person, leads.has(role))
    if (role !== 'pupil' && role !== 'guardian') addRole(school.staff, person, leads.has(role))
  }
  return [...schools].flatMap(([schoolId, { all, staff }]) => [
    { kind: 'teachers' as const, schoolId, title: 'Учителя', members: staff },
    { kind: 'announcements' as const, schoolId, title: 'Объявления школы', members: all },
  ])
}

const leads: ReadonlySet<Role> = new Set<Role>(['head', 'schoolAdmin'])

/** A person may be there twice: the stronger role counts. */
function addRole(members: Map<PersonId, MemberRole>, person: PersonId, admin: boolean): void {
  if (admin || !members.has(person)) members.set(person, admin ? 'admin' : 'member')
}

/** Homeroom classes; in a school that has none, the scheduled ones. */
const classesWithChats = `FROM classes c WHERE c.active = 1 AND (c.type = 'homeroom'
  OR NOT EXISTS (SELECT 1 FROM classes h WHERE h.school_id = c.school_id AND h.type = 'homeroom'))`

async function wantedClassChats(store: Store): Promise<WantedChat[]> {
  const classes = await store.select<[ClassId, SchoolId, string]>('c.id, c.school_id, c.title', classesWithChats)
  const members = await store.select<[ClassId, PersonId, 'pupil' | 'teacher' | 'classTeacher']>(
    'm.class_id, m.person_id, m.role',
    `FROM class_members m JOIN people p ON p.id = m.person_id AND p.active = 1
     WHERE m.class_id IN (SELECT c.id ${classesWithChats})`,
  )
  const guardians = await store.select<[ClassId, PersonId]>(
    'm.class_id, g.guardian_id',
    `FROM class_members m JOIN people child ON child.id = m.person_id AND child.active = 1
     JOIN guardians g ON g.child_id = m.person_id AND g.access <> 'none'
     JOIN people p ON p.id = g.guardian_id AND p.active = 1
     WHERE m.role = 'pupil' AND m.class_id IN (SELECT c.id ${classesWithChats})`,
  )
  const sets = new Map(classes.map(([id]) => [id, { pupils: new Map(), parents: new Map() } as ClassSets]))
  for (const [classId, person, role] of members) {
    const set = sets.get(classId)
    if (set) addRole(set.pupils, person, role === 'classTeacher')
    if (set && role === 'classTeacher') addRole(set.parents, person, true)
  }
  for (const [classId, person] of guardians) {
    const set = sets.get(classId)
    if (set) addRole(set.parents, person, false)
  }
  return classes.flatMap(([classId, schoolId, title]) => {
    const { pupils, parents } = sets.get(classId) as ClassSets
    return [
      { kind: 'class' as const, schoolId, classId, title: `${title} класс`, members: pupils },
      { kind: 'parents' as const, schoolId, classId, title: `${title} родители`, members: parents },
    ]
  })
}

interface ClassSets {
  readonly pupils: Map<PersonId, MemberRole>
  readonly parents: Map<PersonId, MemberRole>
}
