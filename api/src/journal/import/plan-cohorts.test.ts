import { expect, test } from 'vitest'
import { type CohortPlan, planCohorts } from './plan-cohorts.ts'
import { pupils } from './testing/roster-files.ts'

const old = (sourcedId: string, title: string, who: readonly string[]) => ({
  id: `row-${title}`,
  sourcedId,
  title,
  pupils: new Set(who),
})
const now = (sourcedId: string, title: string, who: readonly string[]) => ({
  sourcedId,
  title,
  size: who.length,
  pupils: new Set(who),
})

const continued = (plan: CohortPlan): string[] =>
  [...plan.continued].map(([id, { title }]) => `${title} → ${id}`).sort()
const steps = (plan: CohortPlan): string[] =>
  plan.steps.map(({ kind, from, to, shared, pupils: all }) =>
    [kind, from, to, `${shared}/${all}`].filter(Boolean).join(' '),
  )

const [a, b, c] = [pupils('a', 20), pupils('b', 20), pupils('c', 20)]

test('[ROSTER-40] ids of the source that stay with the pupils: only titles change, nothing is asked', () => {
  const plan = planCohorts([old('1', '7 Б', b)], [now('1', '8 Б', b)])
  expect(continued(plan)).toEqual(['7 Б → 1'])
  expect(steps(plan)).toEqual(['renamed 7 Б 8 Б 20/20'])
  expect(plan.needsConfirmation).toBe(false)
})

test('[ROSTER-40] new ids every year: the pupils tell', () => {
  const plan = planCohorts(
    [old('25-7a', '7 А', a), old('25-7b', '7 Б', b)],
    [now('26-8b', '8 Б', b.slice(2)), now('26-8a', '8 А', a)],
  )
  expect(continued(plan)).toEqual(['7 А → 26-8a', '7 Б → 26-8b'])
  expect(steps(plan)).toEqual(['continues 7 Б 8 Б 18/20', 'continues 7 А 8 А 20/20'])
  expect(plan.needsConfirmation).toBe(true)
})

test('[ROSTER-43] ids that belong to the title: who was in 7 Б is not who is in 7 Б now', () => {
  const plan = planCohorts(
    [old('6B', '6 Б', a), old('7B', '7 Б', b), old('11B', '11 Б', c)],
    [now('6B', '6 Б', pupils('x', 20)), now('7B', '7 Б', a), now('8B', '8 Б', b)],
  )
  expect(continued(plan)).toEqual(['6 Б → 7B', '7 Б → 8B'])
  expect(plan.ended.map(({ title }) => title)).toEqual(['11 Б'])
  expect(steps(plan)).toEqual([
    'starts 6 Б 0/20',
    'continues 6 Б 7 Б 20/20',
    'continues 7 Б 8 Б 20/20',
    'ends 11 Б 0/20',
  ])
})

test('[ROSTER-42] a split: the larger part continues', () => {
  const plan = planCohorts(
    [old('1', '7 Б', b)],
    [now('2', '8 Б', b.slice(0, 8)), now('3', '8 В', [...b.slice(8), 'x'])],
  )
  expect(continued(plan)).toEqual(['7 Б → 3'])
  expect(steps(plan)).toEqual(['splits 7 Б 8 Б 8/8', 'continues 7 Б 8 В 12/20'])
})

test('[ROSTER-42] a class that loses most pupils in the middle of a year stays that class under its id', () => {
  const plan = planCohorts([old('1', '7 Б', b)], [now('1', '7 Б', b.slice(0, 9)), now('2', '7 В', b.slice(9))])
  expect(continued(plan)).toEqual(['7 Б → 1'])
  expect(steps(plan)).toEqual(['splits 7 Б 7 В 11/11'])
  expect(plan.needsConfirmation).toBe(false)
})

test('[ROSTER-42] a merge: the class that gives more continues', () => {
  const plan = planCohorts(
    [old('1', '9 А', a.slice(0, 12)), old('2', '9 Б', b)],
    [now('3', '10 А', [...a.slice(0, 12), ...b.slice(0, 15)])],
  )
  expect(continued(plan)).toEqual(['9 Б → 3'])
  expect(steps(plan)).toEqual(['continues 9 Б 10 А 15/20', 'merges 9 А 10 А 12/12'])
})

test('[ROSTER-42] classes that are formed anew have no chat of others, even under an old id', () => {
  const mixed = [a.slice(0, 8), b.slice(0, 8), c.slice(0, 8)].flat()
  const plan = planCohorts(
    [old('9A', '9 А', a), old('9B', '9 Б', b), old('9C', '9 В', c), old('10A', '10 А', pupils('x', 20))],
    [now('10A', '10 А', mixed)],
  )
  expect(continued(plan)).toEqual([])
  expect(plan.ended).toHaveLength(4)
  expect(plan.needsConfirmation).toBe(true)
})

test('[ROSTER-40] without pupils on one side the id decides', () => {
  const plan = planCohorts([old('1', '1 А', []), old('2', '2 А', [])], [now('1', '1 А', a)])
  expect(continued(plan)).toEqual(['1 А → 1'])
  expect(steps(plan)).toEqual(['ends 2 А 0/0'])
  expect(plan.needsConfirmation).toBe(false)
})
