import type { PersonId } from '@zvonok/schema/core/ids'
import { logName } from '@zvonok/schema/messages/document'
import { reasonOf } from './background.ts'
import { Draft } from './draft.ts'
import { wireFrame } from './frame-buffer.ts'
import { sendInfos } from './infos.ts'
import { prepareFrames, publish } from './publish.ts'
import { statementsOf } from './rows.ts'
import type { World } from './world.ts'
import { writeLogs } from './write-log.ts'

/**
 * Makes a draft durable and tells everybody. The caller holds the turn.
 * @param committed called after the commit and before the frames
 * @throws {Refused} `storage.full`: memory is as before.
 */
export async function commitDraft(world: World, draft: Draft, committed?: () => void): Promise<void> {
  try {
    await writeLogs(draft, world.documents, world.store)
    draft.number()
    await world.storage.commit(statementsOf(draft))
  } catch (error) {
    dropDraft(world, draft)
    throw error
  }
  committed?.()
  for (const { chat, closedSegments } of draft.changes.values())
    for (const { firstSeq } of closedSegments) world.documents.drop(logName(chat.id, firstSeq, chat.generation))
  for (const [chatId, seqs] of draft.marks) world.marks.changed(chatId, seqs)
  world.terms.soon()
  if (draft.erases) world.erasing(draft)
  world.calls.chatsChanged(draft)
  await tell(world, draft)
}

/** What is on disk is done, also if it cannot be told: then every socket starts again from its cursor. */
async function tell(world: World, draft: Draft): Promise<void> {
  try {
    publish(draft, world, await prepareFrames(draft, world))
    await sendInfos(world, draft)
    if (draft.blocks.length > 0) await world.presence.askAgain()
    await tellAnswers(world, draft)
    for (const { person } of draft.blocks)
      world.hub.toPerson(person, wireFrame({ type: 'me', me: await world.rows.me(person) }))
  } catch (error) {
    world.log('publish.failed', { reason: reasonOf(error) })
    for (const connection of world.hub.connections()) connection.terminate()
  }
}

/** PLAN-9. The lesson's teachers, and the other devices of whoever answered. */
async function tellAnswers({ store, hub }: World, { answers }: Draft): Promise<void> {
  if (answers.length === 0) return
  const lessons = JSON.stringify(answers.map(({ lessonId }) => lessonId))
  const teachers = await store.select<[PersonId]>(
    'DISTINCT person_id',
    `FROM online_lesson_people WHERE role = 'teacher' AND lesson_id IN (SELECT value FROM json_each(?))`,
    [lessons],
  )
  const frame = wireFrame({ type: 'news', of: 'plan' })
  for (const person of new Set([...teachers.flat(), ...answers.map(({ person }) => person)]))
    hub.toPerson(person, frame)
}

/** Memory forgets everything that the draft touched: it is loaded again as it is on disk. */
export function dropDraft(world: World, draft: Draft): void {
  for (const { chat, documents } of draft.changes.values()) {
    world.chats.drop(chat.id)
    for (const { doc } of documents) world.documents.drop(doc)
  }
  for (const { person } of draft.blocks) world.people.forgetOne(person)
}

/** A change of the server's own (roster, histories), in a turn of its own. */
export async function change(world: World, make: (draft: Draft) => Promise<void> | void): Promise<void> {
  await world.turns.run(async () => {
    const draft = new Draft(world, world.clock())
    try {
      await make(draft)
    } catch (error) {
      dropDraft(world, draft)
      throw error
    }
    if (!draft.empty) await commitDraft(world, draft)
  })
}
