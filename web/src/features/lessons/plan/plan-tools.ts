import type { Editor } from '@tiptap/core'
import type { WordKey } from '../../../platform/i18n/t.ts'
import { bold, bulletList, italic, link, redo, steps, undo } from './plan-icons.ts'

export interface PlanTool {
  readonly label: WordKey
  /** Undefined: the button shows its words. */
  readonly icon?: string
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
    icon: bold,
    run: (editor) => editor.chain().focus().toggleBold().run(),
    isOn: (editor) => editor.isActive('bold'),
  },
  {
    label: 'plan.italic',
    icon: italic,
    run: (editor) => editor.chain().focus().toggleItalic().run(),
    isOn: (editor) => editor.isActive('italic'),
  },
  {
    label: 'plan.list',
    icon: bulletList,
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
    isOn: (editor) => editor.isActive('bulletList'),
  },
  {
    label: 'plan.steps',
    icon: steps,
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
    isOn: (editor) => editor.isActive('orderedList'),
  },
  { label: 'plan.link', icon: link, isOn: (editor) => editor.isActive('link') },
  { label: 'plan.undo', icon: undo, run: (editor) => editor.chain().focus().undo().run() },
  { label: 'plan.redo', icon: redo, run: (editor) => editor.chain().focus().redo().run() },
]
