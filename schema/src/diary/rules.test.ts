import { expect, test } from 'vitest'
import { idOf, names, peopleOf } from '../testing/people.ts'
import { diaryKind, mayEnter } from './rules.ts'

const people = [...peopleOf(new Map()).values()]
const nameOf = new Map(names.map((name) => [idOf(name), name]))
/** Every pair of which the rule says yes. */
const readable = people.flatMap((reader) =>
  people.flatMap((owner) => {
    const kind = diaryKind({ reader, owner })
    return kind ? [`${nameOf.get(reader.id)} → ${nameOf.get(owner.id)}: ${kind}`] : []
  }),
)
const of = (kind: string) => readable.filter((pair) => pair.endsWith(`: ${kind}`)).sort()

test('[DIARY-1] a pupil reads the own diary', () => {
  const own = ['anna', 'artyom', 'dima', 'ilya', 'petya'].map((name) => `${name} → ${name}: pupil`)
  expect(of('pupil')).toEqual(own)
})

test('[DIARY-2] a guardian reads the diaries of the own children, also without contact, never without access', () => {
  expect(of('child')).toEqual([
    'irina → petya: child',
    'kira → ilya: child',
    'medvedev → dima: child',
    'pavel → petya: child',
    'svetlana → anna: child',
    'tamara → artyom: child',
  ])
})

test('[DIARY-3] a teacher sees the own lessons', () => {
  const own = ['kira', 'lebedeva', 'marina', 'olga', 'viktor'].map((name) => `${name} → ${name}: teacher`)
  expect(of('teacher')).toEqual(own)
})

test('[DIARY-4] nobody else reads a diary: no other pair of all people', () => {
  expect(readable).toHaveLength(of('pupil').length + of('child').length + of('teacher').length)
  expect(readable).toHaveLength(16)
})

test('[DIARY-12] only an active teacher of the subject group enters', () => {
  const may = (active: boolean, ...teaches: string[]) =>
    mayEnter({ teacher: { active, teaches: new Set(teaches) }, groupId: 'algebra' }).allowed
  expect([may(true, 'algebra', 'music'), may(true, 'music'), may(true), may(false, 'algebra')]).toEqual([
    true,
    false,
    false,
    false,
  ])
})
