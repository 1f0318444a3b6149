import type { CallPerson } from '@zvonok/schema/calls/call'
import type { PersonId } from '@zvonok/schema/core/ids'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { AlertDialog } from '../../ui/AlertDialog.tsx'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { close, more } from '../../ui/icons.ts'
import type { MenuItem } from '../../ui/Menu.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { mic, micOff, shield, shieldOff, userMinus } from '../../ui/more-icons.ts'
import { Section } from '../../ui/Section.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { tellRefusal } from './call-actions.ts'
import { useCall } from './create-call-view.ts'
import { HandsList } from './HandsList.tsx'
import css from './PeoplePanel.module.css'
import { Person } from './Person.tsx'
import { describe } from './person-text.ts'
import { tileOrder } from './tile-order.ts'

/** «Участники»: who waits, whose hands are up, who is in and who is not; for admins with what they may do. */
export function PeoplePanel(props: { nowMs: number }) {
  const view = useCall()
  const [removing, setRemoving] = createSignal<PersonId>()
  const inside = createMemo(() => tileOrder(view.seats()).map(({ id }) => id))
  const absent = createMemo(() =>
    [...(view.call()?.people ?? [])].filter(([, { state }]) =>
      ['ringing', 'missed', 'declined', 'left'].includes(state),
    ),
  )
  const ask = (command: string, args: object) => void tellRefusal(view.ask(command, args))
  const settings = () => view.call()?.settings
  return (
    <div class={css.panel}>
      <Show when={view.isAdmin() && view.waiting().length > 0}>
        <Section title={t('calls.waitingPeople')}>
          <Show when={view.waiting().length > 1}>
            <Button wide onClick={() => ask('admit', { people: view.waiting() })}>
              {t('calls.admitAll')}
            </Button>
          </Show>
          <ul aria-label={t('calls.waitingPeople')}>
            <For each={view.waiting()}>
              {(id) => (
                <li class={css.row}>
                  <Person id={id} />
                  <Button onClick={() => ask('admit', { people: [id] })}>{t('calls.admit')}</Button>
                </li>
              )}
            </For>
          </ul>
        </Section>
      </Show>
      <HandsList nowMs={props.nowMs} />
      <Show when={view.isAdmin() && settings()}>
        {(now) => (
          <div class={css.lead}>
            <Button wide icon={micOff} onClick={() => ask('mute', {})}>
              {t('calls.muteAll')}
            </Button>
            <Switch
              label={t('calls.forbidUnmute')}
              checked={now().unmute === 'admins'}
              onChange={(on) => ask('set', { settings: { unmute: on ? 'admins' : 'all' } })}
            />
            <Switch
              label={t('calls.waitingRoom')}
              checked={now().waitingRoom}
              onChange={(on) => ask('set', { settings: { waitingRoom: on } })}
            />
          </div>
        )}
      </Show>
      <Section title={`${t('calls.people')}: ${inside().length}`}>
        <ul aria-label={t('calls.people')}>
          <For each={inside()}>
            {(id) => (
              <li class={css.row} aria-label={view.name(id)} aria-description={describe(view, id)}>
                <Person id={id} />
                <span role="img" aria-label={t(view.media().get(id)?.microphone ? 'calls.micOn' : 'calls.micOff')}>
                  <Icon
                    path={view.media().get(id)?.microphone ? mic : micOff}
                    class={view.media().get(id)?.microphone ? css.on : css.off}
                  />
                </span>
                <Show when={view.isAdmin() && id !== view.me}>
                  <MenuButton
                    label={t('calls.actions', { name: view.name(id) })}
                    icon={more}
                    items={() => personItems(id, view.call()?.people.get(id))}
                  />
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Section>
      <Show when={absent().length > 0}>
        <Section title={t('calls.absent')}>
          <ul aria-label={t('calls.absent')}>
            <For each={absent()}>
              {([id, { state }]) => (
                <li class={css.row}>
                  <Person id={id} note={t(absentWords[state as keyof typeof absentWords])} />
                  <Show when={state !== 'ringing' && view.call()?.kind === 'chat'}>
                    <Button look="plain" onClick={() => ask('ring', { people: [id] })}>
                      {t('calls.callAgain')}
                    </Button>
                  </Show>
                </li>
              )}
            </For>
          </ul>
        </Section>
      </Show>
      <Show when={removing()}>
        {(id) => (
          <AlertDialog
            title={t('calls.removeTitle')}
            text={t('calls.removeText', { name: view.name(id()) })}
            action={t('calls.remove')}
            cancel={t('core.cancel')}
            onAction={() => {
              ask('remove', { personId: id() })
              setRemoving(undefined)
            }}
            onClose={() => setRemoving(undefined)}
          />
        )}
      </Show>
    </div>
  )

  function personItems(id: PersonId, person: CallPerson | undefined): MenuItem[] {
    const isAdmin = person?.role === 'admin'
    const isStarter = view.call()?.startedBy === id
    return [
      { label: t('calls.mute'), icon: micOff, run: () => ask('mute', { personId: id }) },
      ...(isAdmin || settings()?.unmute === 'all' ? [] : [wordItem(id, person?.speaks === true)]),
      ...(isStarter ? [] : [roleItem(id, isAdmin)]),
      ...(isStarter ? [] : [{ label: t('calls.remove'), icon: userMinus, danger: true, run: () => setRemoving(id) }]),
    ]
  }
  function wordItem(id: PersonId, speaks: boolean): MenuItem {
    const label = t(speaks ? 'calls.takeWord' : 'calls.giveWord')
    return { label, icon: speaks ? close : mic, run: () => ask('answerHand', { personId: id, speaks: !speaks }) }
  }
  function roleItem(id: PersonId, isAdmin: boolean): MenuItem {
    return {
      label: t(isAdmin ? 'calls.takeBack' : 'calls.handOver'),
      icon: isAdmin ? shieldOff : shield,
      run: () => ask('appoint', { personId: id, role: isAdmin ? 'member' : 'admin' }),
    }
  }
}

const absentWords = {
  ringing: 'calls.rings',
  missed: 'calls.isMissed',
  declined: 'calls.isDeclined',
  left: 'calls.hasLeft',
} as const
