import { expect, test } from 'vitest'
import { csv } from './csv.ts'

test('[LESSONS-16] nothing in a cell becomes a formula', () => {
  const cells = [
    '=1+1',
    '+7900',
    '-1',
    '@SUM(A1)',
    '\tx',
    '\rx',
    'Смирнов Пётр',
    'a;b',
    'say "no"',
    'two\nlines',
    5,
    -5,
  ]
  expect(csv([cells])).toBe(
    '\ufeff' + `'=1+1;'+7900;'-1;'@SUM(A1);"'\tx";"'\rx";Смирнов Пётр;"a;b";"say ""no""";"two\nlines";5;-5` + '\r\n',
  )
})
