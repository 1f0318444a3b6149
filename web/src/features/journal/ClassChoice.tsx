import { t } from '../../platform/i18n/t.ts'
import { Select } from '../../ui/Select.tsx'
import type { ClassChosen } from './create-class-choice.ts'

/** «Класс» and «Предмет»; the school is named where there are several. */
export function ClassChoice(props: { choice: ClassChosen }) {
  const classes = () => props.choice.classes()
  const several = () => new Set(classes().map(({ school }) => school)).size > 1
  return (
    <>
      <Select
        label={t('journal.class')}
        value={props.choice.schoolClass()?.id ?? ''}
        options={classes().map(({ id, title, school }) => ({
          value: id,
          label: several() ? `${title}, ${school}` : title,
        }))}
        onChange={props.choice.chooseClass}
      />
      <Select
        label={t('journal.subject')}
        value={props.choice.subject()?.id ?? ''}
        options={(props.choice.schoolClass()?.subjects ?? []).map(({ id, subject }) => ({ value: id, label: subject }))}
        onChange={props.choice.chooseSubject}
      />
    </>
  )
}
