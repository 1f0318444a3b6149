import { createSignal, onCleanup } from 'solid-js'
import { language, t } from '../../platform/i18n/t.ts'
import css from './CallRoom.module.css'
import { useCall } from './create-call-view.ts'

const everyMs = 5000

/** INCALL-12. What this call has cost so far. */
export function Traffic() {
  const view = useCall()
  const [bytes, setBytes] = createSignal(0)
  const look = async () => setBytes((await view.session.room?.bytes()) ?? bytes())
  const timer = setInterval(look, everyMs)
  void look()
  onCleanup(() => clearInterval(timer))
  const mb = () => new Intl.NumberFormat(language(), { maximumFractionDigits: 1 }).format(bytes() / 1_000_000)
  return <span class={css.time}>{t('calls.traffic', { mb: mb() })}</span>
}
