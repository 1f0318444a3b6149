import type { Editor } from '@tiptap/core'
import type { WordKey } from '../../../platform/i18n/t.ts'

export interface PlanTool {
  readonly label: WordKey
  /** Undefined: asks for an address first. */
  readonly run?: (editor: Editor) => void
  /** Undefined: the button is no switch. */
  readonly isOn?: (editor: Editor) => boolean
}

export const planTools: readonly PlanTool[] = [
  {
    label: 'plan.heading',
    run: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
    isOn: (editor) => editor.isActive('heading', { level: 2 }),
  },
  {
    label: 'plan.subheading',
    run: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run(),
    isOn: (editor) => editor.isActive('heading', { level: 3 }),
  },
  {
    label: 'plan.bold',
    run: (editor) => editor.chain().focus().toggleBold().run(),
    isOn: (editor) => editor.isActive('bold'),
  },
  {
    label: 'plan.italic',
    run: (editor) => editor.chain().focus().toggleItalic().run(),
    isOn: (editor) => editor.isActive('italic'),
  },
  {
    label: 'plan.list',
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
    isOn: (editor) => editor.isActive('bulletList'),
  },
  {
    label: 'plan.steps',
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
    isOn: (editor) => editor.isActive('orderedList'),
  },
  { label: 'plan.link', isOn: (editor) => editor.isActive('link') },
  { label: 'plan.undo', run: (editor) => editor.chain().focus().undo().run() },
  { label: 'plan.redo', run: (editor) => editor.chain().focus().redo().run() },
]
