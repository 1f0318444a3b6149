import { type Plan, readPlan } from '@zvonok/schema/lessons/plan-document'
import { NotAPlan } from '@zvonok/schema/lessons/plan-text'
import { type Accessor, createSignal, onCleanup } from 'solid-js'
import type { PlanCopy, PlanState } from '../../../platform/plan-copy.ts'

/** What the plan holds now, in step until the owner is disposed. */
export function createPlan({ doc }: PlanCopy): Accessor<Plan> {
  const [plan, setPlan] = createSignal<Plan>({ blocks: [], tasks: [] })
  const read = () => {
    try {
      setPlan(readPlan(doc))
    } catch (error) {
      // Somebody's newer app knows more: what was read last stays.
      if (!(error instanceof NotAPlan)) throw error
    }
  }
  doc.on('update', read)
  onCleanup(() => doc.off('update', read))
  read()
  return plan
}

export function createPlanState(copy: PlanCopy): Accessor<PlanState> {
  const [state, setState] = createSignal(copy.state())
  onCleanup(copy.on(() => setState(copy.state())))
  return state
}
