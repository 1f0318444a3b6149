/** A homeroom class as the database has it. */
export interface ExistingClass {
  readonly id: string
  readonly sourcedId: string
  readonly title: string
  readonly pupils: ReadonlySet<string>
}

/** A homeroom class of the files; pupils are persons who exist already. */
export interface IncomingClass {
  readonly sourcedId: string
  readonly title: string
  /** How many pupils the files give it, new ones too. */
  readonly size: number
  readonly pupils: ReadonlySet<string>
}

/**
 * What becomes of a homeroom class. `shared` of `pupils` are the same: for `splits` of the new class, else of the old one.
 * - `continues`: the class, with its chat and history, goes on under another id of the source
 * - `renamed`: the same under the same id, only the title is new
 * - `splits`: a new class, most of its pupils from the old one, which goes on elsewhere
 * - `merges`: its pupils went into a class that is the continuation of another one
 * - `ends`: graduates, or a class that was scattered
 * - `starts`: a new class
 */
export interface CohortStep {
  readonly kind: 'continues' | 'renamed' | 'splits' | 'merges' | 'ends' | 'starts'
  readonly from?: string
  readonly to?: string
  readonly shared: number
  readonly pupils: number
}

export interface CohortPlan {
  /** Source id of the files → class of the database that it continues. */
  readonly continued: ReadonlyMap<string, ExistingClass>
  readonly ended: readonly ExistingClass[]
  readonly steps: readonly CohortStep[]
  /** True when a chat would go to another class of the source or close: the office has to look. */
  readonly needsConfirmation: boolean
}

/** The same pupils: at least this part of the old class. */
const enough = 1 / 2
/** With the same id of the source less will do: a class that lost half its pupils in the middle of a year is still that class. */
const enoughWithSameId = 1 / 4

interface Pair {
  readonly from: ExistingClass
  readonly to: IncomingClass
  readonly shared: number
  readonly sameId: boolean
}

/**
 * Which class of the files continues which class of the database: by pupils, not by title or id, since some sources keep «7 Б» as the id of
 * whoever is in 7 Б now. Of one school.
 */
export function planCohorts(existing: readonly ExistingClass[], incoming: readonly IncomingClass[]): CohortPlan {
  const continued = new Map<string, ExistingClass>()
  const taken = new Set<ExistingClass>()
  const take = (from: ExistingClass, to: IncomingClass): void => {
    if (taken.has(from) || continued.has(to.sourcedId)) return
    taken.add(from)
    continued.set(to.sourcedId, from)
  }
  const pairs = pairsOf(existing, incoming)
  for (const { from, to } of pairs.filter(qualifies).sort(byWeight)) take(from, to)
  for (const { from, to } of withoutPupils(existing, incoming)) take(from, to)

  const ended = existing.filter((each) => !taken.has(each))
  const steps = [
    ...incoming.flatMap((to) => arrival(to, continued.get(to.sourcedId), pairs)),
    ...ended.map((from) => ending(from, pairs)),
  ]
  const needsConfirmation = steps.some(
    ({ kind, pupils }) => kind === 'continues' || ((kind === 'merges' || kind === 'ends') && pupils > 0),
  )
  return { continued, ended, steps, needsConfirmation }
}

/** All pairs with at least one pupil in common. */
function pairsOf(existing: readonly ExistingClass[], incoming: readonly IncomingClass[]): Pair[] {
  const classOf = new Map<string, ExistingClass[]>()
  for (const from of existing)
    for (const pupil of from.pupils) classOf.set(pupil, [...(classOf.get(pupil) ?? []), from])
  return incoming.flatMap((to) => {
    const shared = new Map<ExistingClass, number>()
    for (const pupil of to.pupils)
      for (const from of classOf.get(pupil) ?? []) shared.set(from, (shared.get(from) ?? 0) + 1)
    return [...shared].map(([from, count]) => ({ from, to, shared: count, sameId: from.sourcedId === to.sourcedId }))
  })
}

const qualifies = ({ from, shared, sameId }: Pair): boolean =>
  shared >= from.pupils.size * (sameId ? enoughWithSameId : enough)

const byWeight = (a: Pair, b: Pair): number =>
  Number(b.sameId) - Number(a.sameId) || b.shared - a.shared || (a.to.title < b.to.title ? -1 : 1)

/** Where one side has no pupils there is nothing to compare: the id decides. Never where pupils say otherwise. */
function withoutPupils(existing: readonly ExistingClass[], incoming: readonly IncomingClass[]) {
  const byId = new Map(existing.map((from) => [from.sourcedId, from]))
  return incoming.flatMap((to) => {
    const from = byId.get(to.sourcedId)
    return from && (from.pupils.size === 0 || to.size === 0) ? [{ from, to }] : []
  })
}

function arrival(to: IncomingClass, from: ExistingClass | undefined, pairs: readonly Pair[]): CohortStep[] {
  const mine = pairs.filter((pair) => pair.to === to).sort((a, b) => b.shared - a.shared)
  if (from) {
    const shared = mine.find((pair) => pair.from === from)?.shared ?? 0
    const step = { from: from.title, to: to.title, shared, pupils: from.pupils.size }
    if (from.sourcedId !== to.sourcedId) return [{ kind: 'continues', ...step }]
    return from.title === to.title ? [] : [{ kind: 'renamed', ...step }]
  }
  const [most] = mine
  if (most && most.shared * 2 >= to.size)
    return [{ kind: 'splits', from: most.from.title, to: to.title, shared: most.shared, pupils: to.size }]
  return [{ kind: 'starts', to: to.title, shared: 0, pupils: to.size }]
}

function ending(from: ExistingClass, pairs: readonly Pair[]): CohortStep {
  const [most] = pairs.filter((pair) => pair.from === from).sort((a, b) => b.shared - a.shared)
  const step = { from: from.title, shared: most?.shared ?? 0, pupils: from.pupils.size }
  return most && most.shared >= from.pupils.size * enough
    ? { kind: 'merges', ...step, to: most.to.title }
    : { kind: 'ends', ...step }
}
