import { Editor, Extension, Mark } from '@tiptap/core'
import { Bold } from '@tiptap/extension-bold'
import { Collaboration } from '@tiptap/extension-collaboration'
import { Document } from '@tiptap/extension-document'
import { Heading } from '@tiptap/extension-heading'
import { Italic } from '@tiptap/extension-italic'
import { BulletList, ListItem, ListKeymap, OrderedList } from '@tiptap/extension-list'
import { Paragraph } from '@tiptap/extension-paragraph'
import { Text } from '@tiptap/extension-text'
import { Plugin } from '@tiptap/pm/state'
import { yCursorPlugin, ySyncPluginKey } from '@tiptap/y-tiptap'
import { maxPlanLength, openPlan } from '@zvonok/schema/lessons/plan-document'
import { headingLevels, isSafeLink } from '@zvonok/schema/lessons/plan-text'
import type { PlanCopy } from '../../../platform/plan-copy.ts'
import css from './Plan.module.css'

/** An editor of the plan's text. It knows what `readPlan` reads and nothing more, so that pasted pages leave only that behind. */
export function makeEditor(
  element: HTMLElement,
  copy: PlanCopy,
  { label, onFull }: { label: string; onFull(isFull: boolean): void },
): Editor {
  return new Editor({
    element,
    // Its style element is against the policy of the page; what it needs is in Plan.module.css.
    injectCSS: false,
    editorProps: { attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true' } },
    extensions: [
      ...[Document, Paragraph, Text, Bold, Italic, Link, BulletList, ListItem, ListKeymap],
      Heading.configure({ levels: [...headingLevels] }),
      OrderedList.extend({ addAttributes: () => ({}) }),
      Collaboration.configure({ fragment: openPlan(copy.doc).text }),
      carets(copy),
      notTooLong(onFull),
    ],
  })
}

const Link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [{ tag: 'a[href]', getAttrs: (link) => (isSafeLink(link.getAttribute('href')) ? null : false) }],
  renderHTML: ({ HTMLAttributes: { href } }) => [
    'a',
    isSafeLink(href) ? { href, target: '_blank', rel: 'noopener noreferrer' } : {},
    0,
  ],
})

/** PLAN-7. Where the others write; names and colours are the server's. */
const carets = ({ awareness }: PlanCopy): Extension =>
  Extension.create({
    name: 'carets',
    addProseMirrorPlugins: () => [
      yCursorPlugin(awareness, {
        cursorBuilder: caretOf,
        selectionBuilder: ({ color }) => ({ style: `background-color: ${color}40` }),
      }),
    ],
  })

function caretOf({ name = '', color = '#555555' }: { name?: string; color?: string }): HTMLElement {
  const caret = document.createElement('span')
  caret.className = css.caret ?? ''
  caret.style.setProperty('--caret', color)
  const flag = document.createElement('span')
  flag.className = css.flag ?? ''
  flag.textContent = name
  // A word joiner on each side keeps the line from breaking at the caret.
  caret.append('\u2060', flag, '\u2060')
  return caret
}

/** PLAN-6. What would make the plan too long is not written, and said. What others wrote is taken in any case. */
const notTooLong = (onFull: (isFull: boolean) => void): Extension =>
  Extension.create({
    name: 'notTooLong',
    addProseMirrorPlugins: () => [
      new Plugin({
        filterTransaction(transaction, { doc }) {
          if (!transaction.docChanged || transaction.getMeta(ySyncPluginKey)) return true
          const isFull = transaction.doc.content.size > Math.max(maxPlanLength, doc.content.size)
          onFull(isFull)
          return !isFull
        },
      }),
    ],
  })
