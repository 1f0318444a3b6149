import { For, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { hand, mic } from '../../ui/more-icons.ts'
import { Section } from '../../ui/Section.tsx'
import { tellRefusal } from './call-actions.ts'
import { clockLine } from './clock-line.ts'
import { useCall } from './create-call-view.ts'
import css from './PeoplePanel.module.css'
import { Person } from './Person.tsx'

/** «Поднятые руки» in the order of the server's clock, with the time each has waited. */
export function HandsList(props: { nowMs: number }) {
  const view = useCall()
  const since = (id: string) => view.call()?.people.get(id)?.handMs ?? props.nowMs
  const answer = (personId: string, speaks: boolean) => void tellRefusal(view.ask('answerHand', { personId, speaks }))
  return (
    <Show when={view.hands().length > 0}>
      <Section title={t('calls.hands')}>
        <ol aria-label={t('calls.hands')}>
          <For each={view.hands()}>
            {(id, at) => (
              <li class={css.row}>
                <span class={css.place} aria-hidden="true">
                  {at() + 1}
                </span>
                <Person id={id} note={t('calls.handWaits', { time: clockLine(props.nowMs - since(id)) })} />
                <Show when={view.isAdmin()}>
                  <IconButton label={t('calls.giveWord')} icon={mic} onClick={() => answer(id, true)} />
                  <IconButton label={t('calls.handDown')} icon={hand} onClick={() => answer(id, false)} />
                </Show>
              </li>
            )}
          </For>
        </ol>
      </Section>
    </Show>
  )
}
