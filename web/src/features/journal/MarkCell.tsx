import { t } from '../../platform/i18n/t.ts'
import css from './GradebookGrid.module.css'

/** A cell of a book that one may fill. Only one of them is reached by Tab, the others by arrow keys. */
export function MarkCell(props: {
  /** «Белова Мария, пн 23.11, 1-й урок» */
  place: string
  value: string
  isWaiting: boolean
  isChosen: boolean
  isTabStop: boolean
  onChoose(): void
}) {
  const name = () =>
    [props.place, props.value || t('journal.noMark'), props.isWaiting && t('journal.entering')]
      .filter(Boolean)
      .join(', ')
  return (
    <button
      type="button"
      class={css.cell}
      data-waiting={props.isWaiting || undefined}
      aria-label={name()}
      aria-pressed={props.isChosen}
      tabindex={props.isTabStop ? 0 : -1}
      onFocus={() => props.onChoose()}
      onClick={() => props.onChoose()}
    >
      {props.value}
    </button>
  )
}
