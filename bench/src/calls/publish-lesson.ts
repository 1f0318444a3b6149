import { chats } from '@zvonok/schema/chats/tables'
import { newId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import { addDays, dateIn } from '@zvonok/schema/diary/days'
import type { NewLesson } from '@zvonok/schema/lessons/lesson'
import { openDatabase } from '@zvonok/sync-server/database'
import { eq } from 'drizzle-orm'
import type { Member, Target } from '../rivals/rival.ts'
import { signIn } from '../sign-in.ts'
import { post } from './post.ts'

const password = 'zvonok-demo'

/** The class teacher makes an online lesson for the pupils of the target's first class and publishes it, as the journal's page does. */
export async function publishLesson(
  folder: string,
  origin: string,
  target: Target,
): Promise<{ callId: string; teacher: Member }> {
  const teacher = await signIn(origin, 't001', password)
  const group = must(target.chats[0], 'class')
  const lesson: NewLesson = {
    id: newId(),
    groups: [await classOf(folder, group.id)],
    date: addDays(dateIn('Europe/Moscow', Date.now()), 1),
    title: 'Алгебра',
    platform: 'sferum',
    pupils: group.members.map(({ personId }) => must(personId, 'pupil')),
    teachers: [],
  }
  await post(origin, '/api/lessons', lesson, teacher.cookie)
  await post(origin, `/api/lessons/${lesson.id}/publish`, {}, teacher.cookie)
  const { callId } = await post(origin, `/api/lessons/${lesson.id}/join`, {}, teacher.cookie)
  return { callId: String(callId), teacher }
}

async function classOf(folder: string, chatId: string): Promise<string> {
  const database = await openDatabase(folder)
  const [row] = await database.orm.select({ classId: chats.classId }).from(chats).where(eq(chats.id, chatId))
  database.close()
  return must(row?.classId ?? undefined, 'class of the chat')
}
