/** Who writes and reads the plan of a lesson, and who answers its tasks. docs/rights.md, «Lesson plans». */
import { type Decision, no, yes } from '../core/refusal.ts'
import type { OnlineLesson } from './lesson.ts'
import type { PlanTask, TaskId } from './plan-document.ts'
import { type ActorFacts, rightIn } from './rules.ts'

export type PlanRight = 'write' | 'read'

/** PLAN-1, PLAN-2. Undefined: for this person there is no plan; a lesson that does not exist has the same answer. */
export function planRight(facts: ActorFacts, lesson: OnlineLesson | undefined): PlanRight | undefined {
  if (!lesson || lesson.deletedAtMs !== null) return undefined
  const right = rightIn(facts, lesson)
  if (right === 'lead') return isTeacherOf(facts, lesson) ? 'write' : undefined
  return right === 'join' && lesson.state !== 'draft' ? 'read' : undefined
}

/** Its own teachers, and who stands in for them. The head leads every lesson, and writes in no plan of others. */
const isTeacherOf = ({ actor, substitutions }: ActorFacts, lesson: OnlineLesson): boolean =>
  lesson.teachers.has(actor.id) || substitutions.some((each) => each.journalLessonId === lesson.journalLessonId)

export interface AnswerFacts extends ActorFacts {
  readonly lesson: OnlineLesson | undefined
  readonly tasks: ReadonlyMap<TaskId, PlanTask>
}

/** PLAN-8. The chosen pupils, once the lesson is published: answers given offline come in after its end too. */
export function mayAnswer(facts: AnswerFacts, { taskId, text }: { taskId: TaskId; text: string }): Decision {
  if (planRight(facts, facts.lesson) !== 'read') return no('core.notFound')
  const task = facts.tasks.get(taskId)
  if (!task) return no('lessons.taskChanged')
  return task.kind === 'text' || text === '' || task.choices.includes(text) ? yes : no('lessons.taskChanged')
}
