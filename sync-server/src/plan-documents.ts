/** `plan:<lesson>`: written by the lesson's teachers together, read by its pupils after publication. */
import { closeCode } from '@zvonok/schema/core/frames'
import { lessonOfPlan, maxPlanBytes, openPlan, readPlan } from '@zvonok/schema/lessons/plan-document'
import { planRight } from '@zvonok/schema/lessons/plan-rules'
import { NotAPlan } from '@zvonok/schema/lessons/plan-text'
import * as Y from 'yjs'
import { lessonFacts } from './lessons.ts'
import type { WrittenKind } from './written-documents.ts'

export const planKind: WrittenKind = {
  form: {
    maxBytes: maxPlanBytes,
    holds: (content) =>
      content instanceof Y.ContentAny ||
      content instanceof Y.ContentString ||
      content instanceof Y.ContentFormat ||
      (content instanceof Y.ContentType && (content.type instanceof Y.XmlElement || content.type instanceof Y.XmlText)),
    isWhole: isPlan,
  },
  tooLarge: closeCode.tooLarge,
  carets: (world) => world.carets,
  async right(world, person, doc) {
    const lessonId = lessonOfPlan(doc)
    if (!lessonId) return undefined
    const { lesson, ...facts } = await lessonFacts(world, person, lessonId)
    return facts.actor && planRight({ ...facts, actor: facts.actor }, lesson)
  },
  follow: async () => ({ statements: [], committed: () => undefined }),
}

const roots = ['text', 'tasks']

/** Nothing but a text and tasks, and each of them whole. */
function isPlan(doc: Y.Doc): boolean {
  if ([...doc.share.keys()].some((name) => !roots.includes(name))) return false
  try {
    readPlan(doc)
    const { text, tasks } = openPlan(doc)
    // What another type of root would hold.
    return text._map.size === 0 && tasks._start === null
  } catch (error) {
    // Yjs throws when a root is asked for as another type than it was made.
    if (error instanceof NotAPlan || error instanceof Error) return false
    throw error
  }
}
