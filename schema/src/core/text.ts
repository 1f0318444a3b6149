import * as v from 'valibot'

/** Longest message, UTF-8 bytes; longer texts are offered as a file. */
export const maxTextBytes = 16_000

const encoder = new TextEncoder()

/** Drops control characters except tab and line break, replaces lone surrogates, joins CRLF, trims the ends. */
export const cleanText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .trim()

/** Something that can be seen: not only spaces, joiners and fillers. */
const isVisible = (text: string): boolean => /[^\s\p{Default_Ignorable_Code_Point}\u2800]/u.test(text)

export const MessageText = v.pipe(
  v.string(),
  v.transform(cleanText),
  v.check(isVisible),
  v.check((text) => encoder.encode(text).length <= maxTextBytes),
)

/** One line: titles and names. */
export const Title = v.pipe(
  v.string(),
  v.transform((text) => cleanText(text).replace(/\s+/g, ' ')),
  v.check(isVisible),
  v.maxLength(100),
)
