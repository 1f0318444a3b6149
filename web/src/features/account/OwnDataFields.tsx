import { For } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { TextField } from '../../ui/TextField.tsx'
import type { OwnDataState } from './create-own-data.ts'

const shown = [
  { field: 'family', label: 'account.family', autocomplete: 'family-name' },
  { field: 'given', label: 'account.given', autocomplete: 'given-name' },
  { field: 'middle', label: 'account.middle', autocomplete: 'additional-name' },
  { field: 'birthDate', label: 'account.birthDate', autocomplete: 'bday' },
] as const

export function OwnDataFields(props: { own: OwnDataState }) {
  return (
    <For each={shown}>
      {({ field, label, autocomplete }) => (
        <TextField
          label={t(label)}
          type={field === 'birthDate' ? 'date' : 'text'}
          autocomplete={autocomplete}
          required={field === 'family' || field === 'given'}
          hint={field === 'middle' || field === 'birthDate' ? t('account.optional') : undefined}
          value={props.own.value(field)}
          onInput={(value) => props.own.set(field, value)}
          error={props.own.problem(field)}
        />
      )}
    </For>
  )
}
