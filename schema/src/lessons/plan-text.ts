/** The text of a plan as plain values: what the reader's page draws, and what the server asks before it takes an update. */
import * as Y from 'yjs'
import { maxDepth } from '../core/json.ts'

/** A piece of a line. `href` is safe: {@link isSafeLink}. */
export interface PlanSpan {
  readonly text: string
  readonly bold?: true
  readonly italic?: true
  readonly href?: string
}

export type PlanBlock =
  | { readonly kind: 'paragraph'; readonly spans: readonly PlanSpan[] }
  | { readonly kind: 'heading'; readonly level: HeadingLevel; readonly spans: readonly PlanSpan[] }
  /** `orderedList` are the steps of the lesson. */
  | { readonly kind: 'bulletList' | 'orderedList'; readonly items: readonly (readonly PlanBlock[])[] }

export const headingLevels = [2, 3] as const
export type HeadingLevel = (typeof headingLevels)[number]

/** The document holds what is no part of a plan. */
export class NotAPlan extends Error {
  override name = 'NotAPlan'
}

const maxLink = 2000

/** An address of the web, with no way to run anything: `https:` and `http:` only. */
export function isSafeLink(href: unknown): href is string {
  if (typeof href !== 'string' || href.length > maxLink || !/^https?:\/\//i.test(href)) return false
  try {
    return new URL(href).hostname !== ''
  } catch {
    return false
  }
}

/** @throws {NotAPlan} */
export const readText = (text: Y.XmlFragment): PlanBlock[] => text.toArray().map((child) => readBlock(child, 1))

function readBlock(child: unknown, depth: number): PlanBlock {
  if (!(child instanceof Y.XmlElement) || depth > maxDepth) throw new NotAPlan('foreign block')
  const attributes = child.getAttributes() as Record<string, unknown>
  switch (child.nodeName) {
    case 'paragraph':
      return { kind: 'paragraph', spans: readSpans(child, attributes) }
    case 'heading': {
      const { level, ...rest } = attributes
      const known = headingLevels.find((each) => each === level)
      if (!known) throw new NotAPlan('foreign heading')
      return { kind: 'heading', level: known, spans: readSpans(child, rest) }
    }
    case 'bulletList':
    case 'orderedList':
      allow(attributes, [])
      return { kind: child.nodeName, items: child.toArray().map((item) => readItem(item, depth + 1)) }
    default:
      throw new NotAPlan('foreign block')
  }
}

function readItem(item: unknown, depth: number): PlanBlock[] {
  if (!(item instanceof Y.XmlElement) || item.nodeName !== 'listItem') throw new NotAPlan('foreign item')
  allow(item.getAttributes() as Record<string, unknown>, [])
  return item.toArray().map((child) => readBlock(child, depth + 1))
}

function readSpans(line: Y.XmlElement, attributes: Record<string, unknown>): PlanSpan[] {
  allow(attributes, [])
  return line.toArray().flatMap((child) => {
    // A text type that is no element of a page has no attributes of its own.
    if (!(child instanceof Y.XmlText) || Object.keys(child.getAttributes()).length > 0)
      throw new NotAPlan('foreign text')
    return child.toDelta().map(readSpan)
  })
}

function readSpan({ insert, attributes = {} }: { insert: unknown; attributes?: Record<string, unknown> }): PlanSpan {
  if (typeof insert !== 'string') throw new NotAPlan('foreign text')
  allow(attributes, ['bold', 'italic', 'link'])
  const { bold, italic, link } = attributes
  const href = link ? (link as { href?: unknown }).href : undefined
  if (link && !isSafeLink(href)) throw new NotAPlan('unsafe link')
  return {
    text: insert,
    ...(bold ? { bold: true } : {}),
    ...(italic ? { italic: true } : {}),
    ...(href ? { href: href as string } : {}),
  }
}

/** Attributes that are set to nothing are not there. */
function allow(attributes: Record<string, unknown>, known: readonly string[]): void {
  for (const [key, value] of Object.entries(attributes))
    if (!known.includes(key) && value !== null && value !== undefined) throw new NotAPlan('foreign attribute')
}
