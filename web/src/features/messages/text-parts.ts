/** A piece of a message: plain text, or a web address to follow. */
export interface TextPart {
  readonly text: string
  readonly href?: string
}

const address = /https?:\/\/[^\s<>"«»]+/gi
/** What belongs to the sentence, not to the address. */
const tail = /[.,!?;:'…]+$/

/** CHAT-6. Only http and https become links; a closing bracket belongs to the sentence unless the address opened one. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  for (const match of text.matchAll(address)) {
    const href = trimmed(match[0])
    if (!URL.canParse(href)) continue
    if (match.index > at) parts.push({ text: text.slice(at, match.index) })
    parts.push({ text: href, href })
    at = match.index + href.length
  }
  if (at < text.length) parts.push({ text: text.slice(at) })
  return parts
}

function trimmed(found: string): string {
  const href = found.replace(tail, '')
  return href.endsWith(')') && !href.includes('(') ? trimmed(href.slice(0, -1)) : href
}

const emojiOnly =
  /^(?:(?:\p{Extended_Pictographic}|\p{Regional_Indicator})(?:\p{Emoji_Modifier}|\ufe0f|\u200d|\u20e3)*\s?)+$/u
const maxLarge = 12

/** CHAT-6. A few emoji and nothing else are drawn larger. */
export const isEmojiOnly = (text: string): boolean => text.length <= maxLarge && emojiOnly.test(text)
