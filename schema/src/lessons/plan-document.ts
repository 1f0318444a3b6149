/**
 * `plan:<lesson>`: what its teachers write together, also offline, and its pupils read after publication. The text is that of y-prosemirror;
 * a task is one plain value, so that the later change of a whole task wins.
 */
import * as v from 'valibot'
import type * as Y from 'yjs'
import { CommandId } from '../core/ids.ts'
import { LessonId } from './lesson.ts'
import { NotAPlan, type PlanBlock, readText } from './plan-text.ts'

const prefix = 'plan:'

export const planName = (lessonId: LessonId): string => prefix + lessonId

/** Undefined when `name` is not that of a plan. */
export function lessonOfPlan(name: string): LessonId | undefined {
  const id = name.startsWith(prefix) ? name.slice(prefix.length) : ''
  return v.is(LessonId, id) ? id : undefined
}

/** The document with all that was deleted in it; the lesson pack is a little larger. */
export const maxPlanBytes = 900_000
/** Length of the text as the editor counts it: long before the document is full. */
export const maxPlanLength = 100_000
export const maxTasks = 50
const maxQuestion = 1000
export const maxChoices = 8
const maxChoice = 200

export const TaskId = CommandId
export type TaskId = string

const Line = (most: number) => v.pipe(v.string(), v.maxLength(most))

export const PlanTask = v.strictObject({
  question: Line(maxQuestion),
  kind: v.picklist(['text', 'choice']),
  /** Of a `choice`, else empty. */
  choices: v.pipe(v.array(Line(maxChoice)), v.maxLength(maxChoices)),
  /** Tasks stand by (order, id): a new one goes behind the last. */
  order: v.pipe(v.number(), v.finite()),
})
export type PlanTask = v.InferOutput<typeof PlanTask>

export const openPlan = (doc: Y.Doc): { text: Y.XmlFragment; tasks: Y.Map<PlanTask> } => ({
  text: doc.getXmlFragment('text'),
  tasks: doc.getMap('tasks'),
})

export interface Plan {
  readonly blocks: readonly PlanBlock[]
  readonly tasks: readonly (PlanTask & { readonly id: TaskId })[]
}

/** All of a plan. @throws {NotAPlan} when the document holds anything else. */
export function readPlan(doc: Y.Doc): Plan {
  const { text, tasks } = openPlan(doc)
  return { blocks: readText(text), tasks: readTasks(tasks) }
}

function readTasks(tasks: Y.Map<PlanTask>): Plan['tasks'] {
  if (tasks.size > maxTasks) throw new NotAPlan('too many tasks')
  const read = [...tasks].map(([id, task]) => {
    if (!v.is(TaskId, id) || !v.is(PlanTask, task)) throw new NotAPlan('no task')
    return { id, ...task }
  })
  return read.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
}
