import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { queryTerms, stemsOf } from './stem.ts'

/** What every index does with the terms, written as plainly as possible. */
const finds = (query: string, text: string): boolean => {
  const stems = stemsOf(text)
  return queryTerms(query).every((term) =>
    stems.some((each) => term.stems.includes(each) || (term.prefix !== undefined && each.startsWith(term.prefix))),
  )
}

describe('[STEM-1] the forms of a word are one word', () => {
  test.each([
    ['урок', ['урок', 'урока', 'уроков', 'УРОКАМИ']],
    ['учител', ['учитель', 'учителя', 'Учителям']],
    ['контрольн', ['контрольная', 'контрольной']],
    ['домашн', ['домашнее', 'домашнего', 'домашнему']],
    ['lesson', ['lesson', 'lessons', 'Lessons']],
    ['7б', ['7Б', '7б']],
  ])('%s', (stem, forms) => {
    for (const form of forms) expect(stemsOf(form)).toEqual([stem])
  })

  test('ё is е, also when it is written as е with dots over it', () => {
    expect(stemsOf('Ёлка ёлки е\u0308лку елок')).toEqual(['елк', 'елк', 'елк', 'елок'])
    expect(stemsOf('йод')).toEqual(stemsOf('и\u0306од'))
  })
})

describe('[STEM-2] letters and digits make words, all else parts them', () => {
  test.each([
    ['Привет, 7-Б!', ['привет', '7', 'б']],
    ['а_б/в', ['а', 'б', 'в']],
    ['§ 12: читать…', ['12', 'чита']],
    ['👍 🙏', []],
    ['', []],
  ])('%s', (text, stems) => {
    expect(stemsOf(text)).toEqual(stems)
  })

  test('a key of a thousand letters takes no more than forty', () => {
    expect(stemsOf('x'.repeat(1000))[0]).toHaveLength(40)
  })
})

describe('[STEM-3] a query finds the word forms, and the last word while it is typed', () => {
  test.each([
    ['урок', 'Завтра уроков нет', true],
    ['уроки ', 'Завтра уроков нет', true],
    ['контр', 'Контрольная в пятницу', true],
    ['контр ', 'Контрольная в пятницу', false],
    ['учителя', 'Пришёл учитель', true],
    ['домашне', 'Домашнего задания нет', true],
    ['завтра кон', 'Контрольная завтра', true],
    ['кон завтра', 'Контрольная завтра', false],
    ['елк', 'Ёлку привезли', true],
    ['я', 'яблоко', false],
    ['урок физики', 'Урок химии', false],
  ])('«%s» in «%s»: %s', (query, text, found) => {
    expect(finds(query, text)).toBe(found)
  })

  test.each(
    'домашнего контрольными учителями заданиях прочитать готовиться сделанного сделавшись расписанию собрание Анна Ёлкина'.split(
      ' ',
    ),
  )('every beginning of «%s» finds it: no hit vanishes while one types on', (word) => {
    for (let length = 2; length <= word.length; length++)
      expect(finds(word.slice(0, length), `Про ${word}.`)).toBe(true)
  })

  test('a beginning does not find what only its stem begins: «анн» is no «Антон»', () => {
    expect(finds('анн', 'Антон')).toBe(false)
    expect(finds('анн', 'Анна')).toBe(true)
  })

  test('a whole word finds itself, and no text makes it throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        if (stemsOf(text).length > 0) expect(finds(text, text)).toBe(true)
      }),
    )
  })
})
