import { t } from '../../platform/i18n/t.ts'
import { answer, api } from './client.ts'
import type { IdProgress, Progress } from './create-progress.ts'
import css from './Form.module.css'

/** The number or mail address that was typed, with a way back to it. */
export function AddressLine(props: { id: IdProgress; progress: Progress }) {
  const back = () => props.id.task.run(() => props.id.move(answer(api.id.back.$post())))
  return (
    <p class={css.value}>
      {shownAddress(props.progress)}
      <button type="button" class={css.link} onClick={back}>
        {t('account.change')}
      </button>
    </p>
  )
}

/** «+7 900 000-00-01». */
export const shownAddress = ({ address }: Progress): string =>
  (address ?? '').replace(/^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/, '+7 $1 $2-$3-$4')
