import '../../platform/i18n/add-talk-words.ts'
import type { StaffTalk } from '@zvonok/schema/contacts/talk'
import { createResource, createSignal, For, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Section } from '../../ui/Section.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { answer, api } from '../account/client.ts'
import { timeText } from '../account/EventList.tsx'
import { Problem } from '../account/Problem.tsx'
import { problemText } from '../account/problem-text.ts'
import css from './StaffTalks.module.css'

/** CONTACTS-9, CONTACTS-10. What a pupil has alone with staff: for the guardians, the pupil, and the psychologist who may hide it. */
export function StaffTalks(props: { isPupil: boolean }) {
  const [found, { refetch }] = createResource(() => answer(api.talks.$get()))
  const talks = () => (found.error ? undefined : found.latest)
  return (
    <>
      <Show when={found.error}>
        <Section title={t('talks.title')}>
          <p class={css.quiet}>{t('talks.offline')}</p>
        </Section>
      </Show>
      <Show when={props.isPupil && talks()}>
        {(now) => (
          <Section title={t('talks.title')}>
            <p class={css.quiet}>{t('talks.seen')}</p>
            <TalkList talks={now().own} />
          </Section>
        )}
      </Show>
      <For each={talks()?.children}>
        {(child) => (
          <Section title={`${t('talks.title')}: ${child.name}`}>
            <p class={css.quiet}>{t('talks.children')}</p>
            <TalkList talks={child.talks} />
          </Section>
        )}
      </For>
      <Show when={talks()?.pupils.length}>
        <Section title={t('talks.title')}>
          <p class={css.quiet}>{t('talks.pupils')}</p>
          <For each={talks()?.pupils}>
            {(pupil) => <OwnPupil pupil={pupil} onChanged={async () => void (await refetch())} />}
          </For>
        </Section>
      </Show>
    </>
  )
}

/** With one pupil, of a psychologist. */
function OwnPupil(props: {
  pupil: { readonly id: string; readonly name: string; readonly hidden: boolean; readonly talks: readonly StaffTalk[] }
  onChanged(): Promise<void>
}) {
  const [problem, setProblem] = createSignal<string>()
  async function hide(hidden: boolean): Promise<void> {
    setProblem(undefined)
    try {
      await answer(api.talks.hide.$post({ json: { pupilId: props.pupil.id, hidden } }))
    } catch (error) {
      setProblem(problemText(error))
    }
    await props.onChanged()
  }
  return (
    <section class={css.pupil} aria-label={props.pupil.name}>
      <h3 class={css.name}>{props.pupil.name}</h3>
      <TalkList talks={props.pupil.talks} />
      <Switch label={t('talks.hide')} checked={props.pupil.hidden} onChange={(on) => void hide(on)} />
      <Problem text={problem()} />
    </section>
  )
}

function TalkList(props: { talks: readonly StaffTalk[] }) {
  return (
    <Show when={props.talks.length > 0} fallback={<p>{t('talks.none')}</p>}>
      <ul class={css.list}>
        <For each={props.talks}>
          {(talk) => (
            <li class={css.talk}>
              <span>{talk.with.map(({ name, role }) => `${name} (${t(`role.${role}`)})`).join(', ')}</span>
              <span class={css.quiet}>
                {[kindOf(talk), whenOf(talk), talk.hidden && t('talks.hidden')].filter(Boolean).join(' · ')}
              </span>
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}

function kindOf({ kind, missed, untilMs }: StaffTalk): string {
  if (kind !== 'call') return t(`talks.${kind}`)
  if (untilMs === null) return t('talks.running')
  return t(missed ? 'talks.missed' : 'talks.call')
}

function whenOf({ kind, fromMs, untilMs }: StaffTalk): string {
  const from = timeText(fromMs)
  return kind === 'call' || untilMs === null || untilMs === fromMs
    ? from
    : t('talks.span', { from, to: timeText(untilMs) })
}
