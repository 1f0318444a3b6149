import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import type { OwnDataState } from './create-own-data.ts'
import css from './Form.module.css'
import { focusFirst } from './focus-first.ts'
import { OwnDataFields } from './OwnDataFields.tsx'
import { Problem } from './Problem.tsx'

/** «Заполните информацию о себе». */
export function OwnDataForm(props: {
  own: OwnDataState
  busy: boolean
  problem: string | undefined
  onSubmit(): void
}) {
  return (
    <form
      ref={focusFirst}
      class={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        props.onSubmit()
      }}
    >
      <OwnDataFields own={props.own} />
      <Problem text={props.problem} />
      <Button type="submit" look="main" wide disabled={props.busy}>
        {t('core.continue')}
      </Button>
    </form>
  )
}
