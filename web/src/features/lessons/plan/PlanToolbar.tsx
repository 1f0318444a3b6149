import type { Editor } from '@tiptap/core'
import { For, Show } from 'solid-js'
import { t } from '../../../platform/i18n/t.ts'
import { Icon } from '../../../ui/Icon.tsx'
import css from './Plan.module.css'
import { type PlanTool, planTools } from './plan-tools.ts'

/** One stop of the Tab key; arrows go from button to button. `revision` rises with every change of the editor. */
export function PlanToolbar(props: { editor: Editor; revision: number; onLink(): void }) {
  const isOn = (tool: PlanTool) => props.revision >= 0 && (tool.isOn?.(props.editor) ?? false)
  function onKeyDown(event: KeyboardEvent & { currentTarget: HTMLElement }) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (!step) return
    event.preventDefault()
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    const next = buttons[(at + step + buttons.length) % buttons.length]
    for (const each of buttons) each.tabIndex = each === next ? 0 : -1
    next?.focus()
  }
  return (
    <div role="toolbar" aria-label={t('plan.toolbar')} tabindex="-1" class={css.toolbar} onKeyDown={onKeyDown}>
      <For each={planTools}>
        {(tool, at) => (
          <button
            type="button"
            class={css.tool}
            title={t(tool.label)}
            aria-label={t(tool.label)}
            tabindex={at() === 0 ? 0 : -1}
            aria-pressed={tool.isOn ? isOn(tool) : undefined}
            // The caret stays in the text.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => (tool.run ? tool.run(props.editor) : props.onLink())}
          >
            <Show when={tool.icon} fallback={t(tool.label)}>
              {(path) => <Icon path={path()} />}
            </Show>
          </button>
        )}
      </For>
    </div>
  )
}
