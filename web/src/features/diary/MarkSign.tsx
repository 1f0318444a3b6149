import { absent } from '@zvonok/schema/diary/entries'
import { t } from '../../platform/i18n/t.ts'
import css from './MarkSign.module.css'

/** «отметка 5», «отсутствие» */
export const markName = (mark: string): string => (mark === absent ? t('diary.absent') : t('diary.mark', { mark }))

/** A mark as it stands in the journal. */
export function MarkSign(props: { mark: string }) {
  return (
    <span class={css.mark} classList={{ [css.absent ?? '']: props.mark === absent }}>
      <span aria-hidden="true">{props.mark}</span>
      <span class="unseen">{markName(props.mark)}</span>
    </span>
  )
}
