import { chatMembers, chats } from '@zvonok/schema/chats/tables'
import { must } from '@zvonok/schema/core/must'
import { momentIn } from '@zvonok/schema/diary/days'
import { classes, schools } from '@zvonok/schema/journal/tables'
import { messages } from '@zvonok/schema/messages/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, asc, eq, isNull } from 'drizzle-orm'
import { type DemoChat, demoChats } from './demo-chats.ts'
import type { DemoSync } from './fill-demo.ts'
import { pastSchoolDays } from './past-school-days.ts'

type People = ReadonlyMap<string, string>

/** Writes the demo's conversations into chats that are still empty. */
export async function fillChats(database: Database, sync: DemoSync, people: People, nowMs: number): Promise<void> {
  for (const chat of demoChats) await fillChat(database, sync, people, chat, nowMs)
}

async function fillChat(
  database: Database,
  sync: DemoSync,
  people: People,
  demo: DemoChat,
  nowMs: number,
): Promise<void> {
  const person = (login: string): string => must(people.get(login), login)
  const { id, seq, zone } = await chatOf(database, sync, demo, person)
  if (seq > 0) return
  const days = pastSchoolDays(zone, nowMs, 7)
  await sync.appendHistory(
    id,
    demo.messages.map(([daysAgo, time, author, body, more]) => ({
      author: person(author),
      atMs: momentIn(zone, must(days[daysAgo], 'school day'), time),
      body,
      ...(more?.re !== undefined && { replyToSeq: more.re + 1 }),
    })),
  )
  await react(database, sync, id, demo, person)
  const members = await database.orm
    .select({ personId: chatMembers.personId })
    .from(chatMembers)
    .where(and(eq(chatMembers.chatId, id), isNull(chatMembers.leftAtMs)))
  // Every third member has read everything; a writer has read what came before his last message.
  for (const [index, { personId }] of members.entries())
    sync.moveRead(personId, id, demo.messages.length - (index % 3 === 0 ? 0 : demo.unread))
}

async function react(
  { orm }: Database,
  sync: DemoSync,
  chatId: string,
  demo: DemoChat,
  person: (login: string) => string,
): Promise<void> {
  const rows = await orm
    .select({ id: messages.id })
    .from(messages)
    .where(eq(messages.chatId, chatId))
    .orderBy(asc(messages.seq))
  for (const [index, [, , , , more]] of demo.messages.entries())
    for (const [emoji, logins] of Object.entries(more?.reactions ?? {}))
      for (const login of logins)
        await sync.runAs(person(login), 'messages.react', { chatId, messageId: rows[index]?.id, emoji, on: true })
}

/** The roster's chat, or the direct one, opened by a command. */
async function chatOf(
  { orm }: Database,
  sync: DemoSync,
  demo: DemoChat,
  person: (login: string) => string,
): Promise<{ id: string; seq: number; zone: string }> {
  const [school] = await orm.select().from(schools).where(eq(schools.title, demo.school))
  const { id: schoolId, timeZone: zone } = must(school, demo.school)
  if (demo.between) {
    const [from, to] = demo.between
    const opened = await sync.runAs(person(from), 'chats.openDirect', { personId: person(to) })
    const { chatId } = opened as { chatId: string }
    const [chat] = await orm.select({ id: chats.id, seq: chats.seq }).from(chats).where(eq(chats.id, chatId))
    return { ...must(chat, 'direct chat'), zone }
  }
  const rows = await orm
    .select({ id: chats.id, seq: chats.seq, class: classes.title })
    .from(chats)
    .leftJoin(classes, eq(classes.id, chats.classId))
    .where(and(eq(chats.schoolId, schoolId), eq(chats.kind, demo.kind)))
  const chat = must(
    rows.find((row) => row.class === (demo.class ?? null)),
    `${demo.kind} ${demo.class ?? ''}`,
  )
  return { id: chat.id, seq: chat.seq, zone }
}
