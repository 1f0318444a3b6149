import * as v from 'valibot'
import { defineCommand } from '../core/command.ts'
import { no } from '../core/refusal.ts'
import { cleanText } from '../core/text.ts'
import { LessonId } from './lesson.ts'
import { TaskId } from './plan-document.ts'
import { mayAnswer } from './plan-rules.ts'

export const maxAnswer = 4000

/** PLAN-8. One's own answer to a task from now on; an empty one takes it away. Of two answers the one that came last stands. */
export const answerTask = defineCommand({
  name: 'lessons.answer',
  args: v.strictObject({
    lessonId: LessonId,
    taskId: TaskId,
    text: v.pipe(v.string(), v.transform(cleanText), v.maxLength(maxAnswer)),
  }),
  needs: ({ lessonId }) => ({ plan: lessonId }),
  rule: (facts, args) => (facts.plan ? mayAnswer(facts.plan, args) : no('core.notFound')),
  write: (tx, { lessonId, taskId, text }) => tx.setAnswer(lessonId, taskId, text),
})
