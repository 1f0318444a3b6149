import { Refused } from './refusal.ts'

/** Depth of nesting that any JSON from outside may have. */
export const maxDepth = 32

/** `JSON.parse` for text from outside. @throws {Refused} `core.badInput` when it is no JSON or nested deeper than {@link maxDepth}. */
export function parseJson(text: string): unknown {
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (inString) {
      if (code === 0x5c) i++
      else if (code === 0x22) inString = false
    } else if (code === 0x22) inString = true
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > maxDepth) throw new Refused('core.badInput')
    } else if (code === 0x7d || code === 0x5d) depth--
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new Refused('core.badInput')
  }
}
