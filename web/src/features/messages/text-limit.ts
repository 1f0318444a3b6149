import { maxTextBytes } from '@zvonok/schema/core/text'

const encoder = new TextEncoder()

/** CHAT-10. A character has at most three bytes a UTF-16 unit, so that short texts need no counting. */
export const isTooLong = (text: string): boolean =>
  text.length * 3 > maxTextBytes && encoder.encode(text.trim()).length > maxTextBytes
