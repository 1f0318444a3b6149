import type { Editor } from '@tiptap/core'
import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import { t } from '../../../platform/i18n/t.ts'
import type { PlanCopy } from '../../../platform/plan-copy.ts'
import { LinkDialog } from './LinkDialog.tsx'
import { makeEditor } from './make-editor.ts'
import css from './Plan.module.css'
import { PlanToolbar } from './PlanToolbar.tsx'

/** The text of a plan, written by several teachers at once. */
export function PlanEditor(props: { copy: PlanCopy }) {
  let place!: HTMLDivElement
  const [editor, setEditor] = createSignal<Editor>()
  const [revision, bump] = createSignal(0)
  const [asksLink, setAsksLink] = createSignal(false)
  const [isFull, setFull] = createSignal(false)
  onMount(() => {
    const made = makeEditor(place, props.copy, { label: t('plan.text'), onFull: setFull })
    made.on('transaction', () => bump((n) => n + 1))
    setEditor(made)
  })
  onCleanup(() => editor()?.destroy())
  return (
    <div class={css.editor}>
      <Show when={editor()}>
        {(made) => <PlanToolbar editor={made()} revision={revision()} onLink={() => setAsksLink(true)} />}
      </Show>
      <div ref={place} class={`${css.text} ${css.writing}`} />
      <Show when={isFull()}>
        <p role="alert" class={css.danger}>
          {t('plan.tooLong')}
        </p>
      </Show>
      <Show when={asksLink() && editor()}>
        {(made) => <LinkDialog editor={made()} onClose={() => setAsksLink(false)} />}
      </Show>
    </div>
  )
}
