import type { MessageState as State } from '../../platform/device.ts'
import { t } from '../../platform/i18n/t.ts'
import { Icon } from '../../ui/Icon.tsx'
import { alert, check, checks, clock } from '../../ui/icons.ts'
import css from './MessageState.module.css'

const icons: Record<State, string> = { waiting: clock, sent: check, read: checks, refused: alert }

/** CHAT-4. Clock: here only. One tick: on the server's disk. Two: one other has read it. Red: not accepted, kept here. */
export function MessageState(props: { state: State }) {
  return (
    <span class={`${css.state} ${css[props.state]}`}>
      <Icon path={icons[props.state]} class={css.icon} />
      <span class="unseen">{t(`messages.${props.state}`)}</span>
    </span>
  )
}
