import { absent, type MarkValue, markValues } from '@zvonok/schema/diary/entries'
import { For } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import css from './MarkPad.module.css'

/** The marks for the chosen cell, for finger and mouse; the keyboard enters in the cell itself. */
export function MarkPad(props: {
  /** «Белова Мария, пн 23.11, 1-й урок»; undefined while no cell is chosen. */
  cell: string | undefined
  value: string
  isSaved: boolean | undefined
  onMark(value: MarkValue | null): void
}) {
  const state = () => {
    if (props.isSaved === undefined) return ''
    return t(props.isSaved ? 'journal.entered' : 'journal.entering')
  }
  return (
    <div class={css.pad}>
      <p class={css.cell}>
        <span>{props.cell ?? t('journal.chooseCell')}</span> <span role="status">{props.cell && state()}</span>
      </p>
      <div
        class={css.marks}
        role="toolbar"
        aria-label={props.cell ? t('journal.markOf', { cell: props.cell }) : t('journal.chooseCell')}
      >
        <For each={markValues}>
          {(value) => (
            <Button
              class={css.mark ?? ''}
              aria-label={value === absent ? t('journal.absent') : value}
              aria-pressed={props.value === value}
              disabled={!props.cell}
              onClick={() => props.onMark(value)}
            >
              {value}
            </Button>
          )}
        </For>
        <Button look="plain" disabled={!props.cell || props.value === ''} onClick={() => props.onMark(null)}>
          {t('journal.clearMark')}
        </Button>
      </div>
    </div>
  )
}
