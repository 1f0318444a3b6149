import { createSignal } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'

const minLength = 8

export type NewPasswordState = ReturnType<typeof createNewPassword>

/** A new password, typed twice; what is wrong with it is told once the form was sent. */
export function createNewPassword() {
  const [password, setPassword] = createSignal('')
  const [again, setAgain] = createSignal('')
  const [checked, setChecked] = createSignal(false)
  const short = () => (checked() && password().length < minLength ? t('problem.weakPassword') : undefined)
  const differ = () => (checked() && password() !== again() ? t('account.passwordsDiffer') : undefined)
  /** True when the form may be sent. */
  function check(): boolean {
    setChecked(true)
    return !short() && !differ()
  }
  return { password, setPassword, again, setAgain, short, differ, check }
}
