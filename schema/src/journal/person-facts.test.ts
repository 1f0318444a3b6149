import { describe, expect, test } from 'vitest'
import { school } from '../testing/school.ts'
import { defaultPolicy, isStaff, isStaffFor } from './person-facts.ts'

describe('[JOURNAL-1] staff of one school are nobody in another', () => {
  const s = school()
  test.each([
    ['olga', 'petya', true],
    ['psychologist', 'petya', true],
    ['schoolAdmin', 'petya', true],
    ['schoolAdmin2', 'petya', false],
    ['lebedeva', 'petya', false],
    ['kira', 'dima', true],
    ['kira', 'petya', false],
    ['irina', 'petya', false],
    ['anna', 'petya', false],
  ] as const)('%s for %s: %s', (person, other, expected) => {
    expect(isStaffFor(s.person(person), s.person(other))).toBe(expected)
  })

  test('staff are teachers, psychologists, heads and admins', () => {
    const staff = (['olga', 'psychologist', 'head', 'schoolAdmin', 'petya', 'irina'] as const).filter((name) =>
      isStaff(s.person(name)),
    )
    expect(staff).toEqual(['olga', 'psychologist', 'head', 'schoolAdmin'])
  })
})

test('[JOURNAL-2] what a fresh school allows', () => {
  expect(defaultPolicy).toEqual({
    pupilToPupil: 'class',
    staffToPupil: 'guardianSees',
    groupsByPupils: true,
    groupsByGuardians: true,
  })
})
