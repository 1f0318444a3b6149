import { t } from '../../platform/i18n/t.ts'
import { TextField } from '../../ui/TextField.tsx'
import type { NewPasswordState } from './create-new-password.ts'

/** The two fields of a new password. */
export function NewPassword(props: { state: NewPasswordState; label: string }) {
  return (
    <>
      <TextField
        label={props.label}
        hint={t('account.newPasswordHint')}
        type="password"
        autocomplete="new-password"
        value={props.state.password()}
        onInput={props.state.setPassword}
        error={props.state.short()}
      />
      <TextField
        label={t('account.repeatPassword')}
        type="password"
        autocomplete="new-password"
        value={props.state.again()}
        onInput={props.state.setAgain}
        error={props.state.differ()}
      />
    </>
  )
}
