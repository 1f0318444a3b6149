import { lazyPart } from '../../../ui/lazy-part.tsx'

export const PlanPart = lazyPart(() => import('./PlanPart.tsx').then((module) => module.PlanPart))
