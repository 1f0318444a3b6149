/**
 * Words as the search sees them, the same on the server and on the device: «уроков», «Уроки» and «урок» are one word, ё is е.
 * All languages of the stemmer weigh 40 kB deflated: on the device this file belongs to a lazy chunk.
 */
import snowball from 'snowball-stemmers'

/** Longer "words" are no language (keys, base64): they are cut, so that one message cannot fill the index. */
const maxWordLength = 40
/** Distinct words remembered; a school writes with far fewer. */
const maxCached = 20_000

const russian = snowball.newStemmer('russian')
const english = snowball.newStemmer('english')
const cache = new Map<string, string>()

/** STEM-1, STEM-2. The stems of a text in their order, repeats kept. What the index stores, joined by spaces. */
export const stemsOf = (text: string): string[] => wordsOf(text).map(stemOf)

/** One word of a query. A message matches when it holds one of `stems`, or a stem that begins with `prefix`. */
export interface QueryTerm {
  readonly stems: readonly string[]
  /** Only of the last word, while it is being typed. */
  readonly prefix?: string
}

/** What may still be missing from a half-typed ending: «домашнег» becomes «домашнего», whose stem is in the index. */
const completions = ['о', 'ь', 'е', 'и', 'ий']

/**
 * STEM-3. All terms must match. The last word counts as unfinished unless something that is no letter follows it. The index holds stems,
 * which are shorter than words, so an unfinished word is asked for by its beginning and by its possible stems: no hit vanishes between
 * «домашн» and «домашнего». One letter is no beginning: it would find everything.
 */
export function queryTerms(query: string): QueryTerm[] {
  const words = wordsOf(query)
  const unfinished = /[\p{L}\p{N}]$/u.test(query)
  return words.map((word, at) => {
    const stem = stemOf(word)
    if (!unfinished || at < words.length - 1 || word.length < 2) return { stems: [stem] }
    const stems = new Set([stem, ...completions.map((ending) => stemOf(word + ending))])
    return { stems: [...stems].filter((each) => each.length <= word.length), prefix: word }
  })
}

const wordsOf = (text: string): string[] =>
  (
    text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).map((word) => word.slice(0, maxWordLength))

function stemOf(word: string): string {
  const known = cache.get(word)
  if (known !== undefined) return known
  const stem = /[а-я]/.test(word) ? russian.stem(word) : /[a-z]/.test(word) ? english.stem(word) : word
  if (cache.size >= maxCached) cache.clear()
  cache.set(word, stem)
  return stem
}
