import { t } from '../../platform/i18n/t.ts'
import { TextField } from '../../ui/TextField.tsx'
import type { Progress } from './create-progress.ts'
import css from './Form.module.css'

/** Six digits. They do not submit by themselves: a person sees what was typed first. */
export function CodeField(props: {
  progress: Progress
  hint?: string
  value: string
  onInput(value: string): void
  error?: string | undefined
}) {
  return (
    <div class={css.code}>
      <TextField
        label={props.progress.kind === 'email' ? t('account.codeFromMail') : t('account.codeFromSms')}
        hint={props.hint}
        name="code"
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength={10}
        value={props.value}
        onInput={props.onInput}
        error={props.error}
      />
    </div>
  )
}
