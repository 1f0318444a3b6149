import { describe, expect, test } from 'vitest'
import type { PersonFacts } from '../journal/person-facts.ts'
import { idOf, type Name, names, peopleOf, school1, school2 } from '../testing/people.ts'
import type { OnlineLesson } from './lesson.ts'
import {
  attendanceFor,
  mayFinish,
  mayJoin,
  mayLead,
  mayMake,
  mayNameSubstitute,
  mayPublish,
  rightIn,
  substitutionTime,
} from './rules.ts'

const everybody = peopleOf(new Map())
const person = (name: Name): PersonFacts => everybody.get(idOf(name)) as PersonFacts
const [b7, a7, other] = ['1-7b', '1-7a', '2-7b'].map(idOf) as [string, string, string]
const journalLessonId = 'algebra-monday'
const window = substitutionTime('Europe/Moscow', { date: '2026-11-24', startsAt: '08:30' })
const substitution = { journalLessonId, groupId: b7, ...window }
const at = (time: string) => Date.parse(`2026-11-24T${time}:00+03:00`)

const lesson = (change: Partial<OnlineLesson> = {}): OnlineLesson => ({
  ...{ id: 'lesson', schoolId: school1, groups: [b7], date: '2026-11-24', title: 'Алгебра', platform: 'sferum' },
  ...{ journalLessonId, creatorId: idOf('olga'), state: 'published', callId: 'call' },
  ...{ publishedAtMs: 1, finishedAtMs: null, deletedAtMs: null, confirmedAtMs: null },
  teachers: new Set([idOf('olga')]),
  pupils: new Set([idOf('petya'), idOf('anna')]),
  ...change,
})

const as = (name: Name, nowMs = at('12:00'), substitutions = [] as (typeof substitution)[]) => ({
  nowMs,
  actor: person(name),
  substitutions,
})

const make = (name: Name, change: Partial<Parameters<typeof mayMake>[0]> = {}) => {
  const decision = mayMake({
    ...as(name),
    schoolId: school1,
    policy: { staffToPupil: 'guardianSees' },
    groups: [{ id: b7, schoolId: school1 }],
    journalLessonId: null,
    pupils: [person('petya'), person('anna')],
    coTeachers: [],
    ...change,
  })
  return decision.allowed ? 'yes' : decision.code
}

const whoSays = (word: (name: Name) => string): Record<string, Name[]> => {
  const found: Record<string, Name[]> = {}
  for (const name of names) found[word(name)] = [...(found[word(name)] ?? []), name]
  return found
}
const word = (decision: { allowed: true } | { allowed: false; code: string }) =>
  decision.allowed ? 'yes' : decision.code

describe('[LESSONS-1] making', () => {
  test('of a lesson for 7 Б: its teachers and the head; to all others the class does not exist', () => {
    const { yes, ...rest } = whoSays((name) => make(name))
    expect(yes).toEqual(['olga', 'viktor', 'head'])
    expect(Object.keys(rest)).toEqual(['core.notFound'])
  })

  test('for pupils of several own classes; never for a pupil of a foreign class, of another school, or one who left', () => {
    const both = { groups: [a7, b7].map((id) => ({ id, schoolId: school1 })) }
    const pupils = [person('petya'), person('artyom')]
    expect([make('viktor', { ...both, pupils }), make('olga', { ...both, pupils })]).toEqual(['yes', 'core.notFound'])
    for (const name of ['artyom', 'dima', 'mallory', 'irina'] as const)
      expect(make('olga', { pupils: [person('petya'), person(name)] })).toBe('core.notFound')
    expect(make('olga', { pupils: [undefined] })).toBe('core.notFound')
    expect(make('head', { groups: [{ id: other, schoolId: school2 }] })).toBe('core.notFound')
  })

  test('with colleagues of the school only', () => {
    expect(make('olga', { coTeachers: [person('marina')] })).toBe('yes')
    for (const name of ['lebedeva', 'petya', 'irina'] as const)
      expect(make('olga', { coTeachers: [person(name)] })).toBe('core.notFound')
  })
})

test('[LESSONS-3] a lesson of one pupil is refused where the school has turned such meetings off', () => {
  const one = { pupils: [person('petya')] }
  expect(make('olga', one)).toBe('yes')
  expect(make('olga', { ...one, policy: { staffToPupil: 'off' } })).toBe('contacts.notAllowed')
  expect(make('head', { ...one, policy: { staffToPupil: 'off' } })).toBe('contacts.notAllowed')
  expect(make('olga', { policy: { staffToPupil: 'off' } })).toBe('yes')
})

describe('[LESSONS-2] a substitute', () => {
  test.each([
    ['08:14', 'core.notFound'],
    ['08:15', 'yes'],
    ['19:59', 'yes'],
    ['20:00', 'core.notFound'],
  ])('at %s: %s', (time, expected) => {
    const facts = as('marina', at(time), [substitution])
    expect(make('marina', { ...facts, journalLessonId })).toBe(expected)
    expect(word(mayPublish(facts, lesson({ state: 'draft' })))).toBe(expected)
    expect(word(mayJoin(facts, lesson()))).toBe(expected)
  })

  test('has no other lesson and no other class', () => {
    const facts = as('marina', at('09:00'), [substitution])
    expect(make('marina', { ...facts, journalLessonId: 'another' })).toBe('core.notFound')
    expect(make('marina', { ...facts, journalLessonId, groups: [{ id: a7, schoolId: school1 }] })).toBe('core.notFound')
    expect(word(mayLead(facts, lesson({ journalLessonId: null })))).toBe('core.notFound')
  })

  test('is named by the head and the office of the school', () => {
    const { yes } = whoSays((name) => word(mayNameSubstitute(person(name), school1)))
    expect(yes).toEqual(['head', 'schoolAdmin'])
  })
})

describe('of a published lesson', () => {
  const all = (rule: typeof mayLead, change: Partial<OnlineLesson> = {}) =>
    whoSays((name) => word(rule(as(name), lesson(change))))

  test('[LESSONS-1] its teachers and the head lead', () => {
    const { yes, 'core.forbidden': known } = all(mayLead)
    expect(yes).toEqual(['olga', 'head'])
    expect(known).toEqual(['petya', 'anna', 'irina', 'pavel', 'svetlana'])
  })

  test('[LESSONS-8] its pupils, its teachers and the head join; a guardian knows of it; it does not exist for others', () => {
    const { yes, 'core.forbidden': known, 'core.notFound': others } = all(mayJoin)
    expect(yes).toEqual(['olga', 'petya', 'anna', 'head'])
    expect(known).toEqual(['irina', 'pavel', 'svetlana'])
    expect(others).toContain('viktor')
    expect(others).toContain('ilya')
    expect(others).toContain('gleb')
    expect(others).toContain('schoolAdmin')
  })

  test('[LESSONS-11] a draft, a finished and a deleted one say so to its people, and nothing to others', () => {
    for (const [change, code] of [
      [{ state: 'draft' }, 'lessons.notPublished'],
      [{ state: 'finished' }, 'lessons.finished'],
      [{ deletedAtMs: 1 }, 'lessons.deleted'],
    ] as const) {
      expect(word(mayJoin(as('petya'), lesson(change)))).toBe(code)
      expect(word(mayJoin(as('artyom'), lesson(change)))).toBe('core.notFound')
    }
  })

  test('[LESSONS-4] publishing and finishing again is no error', () => {
    expect(word(mayPublish(as('olga'), lesson()))).toBe('yes')
    expect(word(mayPublish(as('olga'), lesson({ state: 'finished' })))).toBe('lessons.finished')
    expect(word(mayFinish(as('olga'), lesson({ state: 'finished' })))).toBe('yes')
    expect(word(mayFinish(as('olga'), lesson({ state: 'draft' })))).toBe('lessons.notPublished')
    expect(word(mayPublish(as('olga'), lesson({ deletedAtMs: 1 })))).toBe('lessons.deleted')
  })

  test('[LESSONS-15] attendance: all for who leads, the own line for a pupil, the child’s for a guardian', () => {
    const seen = (name: Name) => attendanceFor(as(name), lesson())
    expect([seen('olga'), seen('head')]).toEqual(['all', 'all'])
    expect([seen('petya'), seen('irina'), seen('gleb'), seen('viktor')]).toEqual([
      [idOf('petya')],
      [idOf('petya')],
      [],
      [],
    ])
  })

  test('a teacher who has left the school leads nothing', () => {
    expect(rightIn(as('lebedeva'), lesson({ teachers: new Set([idOf('lebedeva')]) }))).toBeUndefined()
  })
})
