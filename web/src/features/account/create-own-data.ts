import { createSignal } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { createStored } from './create-stored.ts'

export interface OwnData {
  readonly family: string
  readonly given: string
  readonly middle: string
  /** `YYYY-MM-DD`, or empty. */
  readonly birthDate: string
}

export type Field = keyof OwnData
export type OwnDataState = ReturnType<typeof createOwnData>

const fields = ['family', 'given', 'middle', 'birthDate'] as const
const maxLength = 100
const earliestBirth = '1900-01-01'

/** The form about oneself, filled from the roster; a reload keeps what was typed. */
export function createOwnData(known: OwnData) {
  const stored = Object.fromEntries(
    fields.map((field) => [field, createStored(`link.${field}`, known[field])]),
  ) as unknown as Record<Field, [() => string, (value: string) => void]>
  const [checked, setChecked] = createSignal(false)
  const value = (field: Field) => stored[field][0]()
  const set = (field: Field, typed: string) => stored[field][1](typed)
  const data = (): OwnData => ({
    family: value('family').trim(),
    given: value('given').trim(),
    middle: value('middle').trim(),
    birthDate: value('birthDate'),
  })
  /** What is wrong with a field, once the form was sent. */
  const problem = (field: Field) => (checked() ? problemOf(field, data()[field]) : undefined)
  /** True when the form may be sent. */
  function check(): boolean {
    setChecked(true)
    return fields.every((field) => problemOf(field, data()[field]) === undefined)
  }
  return { value, set, data, problem, check }
}

function problemOf(field: Field, value: string): string | undefined {
  if (field === 'birthDate') {
    const today = new Date().toISOString().slice(0, 10)
    if (value > today) return t('account.badBirthDate')
    return value === '' || value >= earliestBirth ? undefined : t('account.badBirthYear')
  }
  if (value === '' && field !== 'middle') return t('account.emptyField')
  return value.length > maxLength ? t('account.longName') : undefined
}
