import { openPlan, type Plan, type PlanTask, readPlan, type TaskId } from '@zvonok/schema/lessons/plan-document'
import * as Y from 'yjs'

/** A plan of one line and one task, as the update of its document. */
export function planOf(text: string, taskId: TaskId, task: PlanTask): Uint8Array {
  const copy = new Y.Doc()
  const line = new Y.XmlElement('paragraph')
  line.insert(0, [new Y.XmlText(text)])
  openPlan(copy).text.push([line])
  openPlan(copy).tasks.set(taskId, task)
  return Y.encodeStateAsUpdate(copy)
}

export function planIn(update: Uint8Array): Plan {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, update)
  return readPlan(copy)
}
