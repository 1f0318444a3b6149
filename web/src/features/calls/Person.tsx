import type { PersonId } from '@zvonok/schema/core/ids'
import { t } from '../../platform/i18n/t.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { roleLine } from '../contacts/names.ts'
import { useCall } from './create-call-view.ts'
import css from './PeoplePanel.module.css'

/** A person in a list of the call: picture, name, role of the roster, role in the call. */
export function Person(props: { id: PersonId; note?: string }) {
  const view = useCall()
  const person = () => view.device.person(props.id)
  const quiet = () =>
    [
      person() && roleLine(person() as NonNullable<ReturnType<typeof person>>),
      view.call()?.people.get(props.id)?.role === 'admin' && t('calls.admin'),
      props.note,
    ]
      .filter((part) => part)
      .join(' · ')
  return (
    <>
      <Avatar id={props.id} title={view.name(props.id)} size="small" />
      <span class={css.who}>
        <span class={css.name}>
          {view.name(props.id)}
          {props.id === view.me ? ` (${t('calls.you')})` : ''}
        </span>
        <span class={css.quiet}>{quiet()}</span>
      </span>
    </>
  )
}
