import { createResource, createSignal, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { Select } from '../../ui/Select.tsx'
import { answer, api } from '../account/client.ts'
import { createTask } from '../account/create-task.ts'
import { Problem } from '../account/Problem.tsx'
import { problemText } from '../account/problem-text.ts'
import { PaperConsents } from '../journal/PaperConsents.tsx'
import type { Card } from '../journal/PrintedCards.tsx'
import css from './AdminPage.module.css'
import type { Office } from './AdminPage.tsx'

const groups = ['pupils', 'guardians', 'staff'] as const
type Group = (typeof groups)[number]

/** Cards in one go for everybody of a group who is not in yet, and consents on paper. */
export function GroupCards(props: {
  classes: Office['classes']
  onChanged(): unknown
  onCards(cards: readonly Card[]): void
}) {
  const [group, setGroup] = createSignal<Group>('pupils')
  const [classId, setClassId] = createSignal(props.classes[0]?.id ?? '')
  const [consenting, setConsenting] = createSignal(false)
  const { busy, problem, run } = createTask()
  const [found, { refetch }] = createResource(
    () => ({ group: group(), classId: classId() }),
    (query) => answer(api.admin.group.$get({ query })),
  )
  const people = () => (found.error ? [] : (found.latest?.people ?? []))
  const outside = () => people().filter(({ state }) => state !== 'linked')
  const young = () => people().filter(({ needsConsent }) => needsConsent)
  const print = () =>
    run(async () => {
      const json = { personIds: outside().map(({ id }) => id) }
      props.onCards((await answer(api.admin.cards.$post({ json }))).cards)
      await refetch()
    })
  const keep = (personIds: string[]) =>
    run(async () => {
      setConsenting(false)
      await answer(api.admin.consents.$post({ json: { personIds } }))
      await refetch()
      await props.onChanged()
    })
  return (
    <Section title={t('journal.admin.connect')}>
      <div class={css.form}>
        <Select
          label={t('journal.admin.group')}
          value={group()}
          options={groups.map((value) => ({ value, label: t(`journal.admin.group.${value}`) }))}
          onChange={setGroup}
        />
        <Show when={group() !== 'staff'}>
          <Select
            label={t('journal.class')}
            value={classId()}
            options={props.classes.map(({ id, title }) => ({ value: id, label: title }))}
            onChange={setClassId}
          />
        </Show>
        <Problem text={problem() ?? (found.error ? problemText(found.error) : undefined)} />
        <p role="status">
          {t('journal.class.count', { linked: people().length - outside().length, all: people().length })}{' '}
          {t('journal.class.countText')}
        </p>
        <Show when={outside().length > 0}>
          <Button disabled={busy()} onClick={print}>
            {t('journal.admin.print', { n: outside().length })}
          </Button>
        </Show>
        <Show when={young().length > 0}>
          <p class={css.quiet}>{t('journal.consents.missing', { n: young().length })}</p>
          <Button disabled={busy()} onClick={() => setConsenting(true)}>
            {t('journal.consents.open')}
          </Button>
        </Show>
      </div>
      <Show when={consenting()}>
        <PaperConsents pupils={young()} onKeep={keep} onClose={() => setConsenting(false)} />
      </Show>
    </Section>
  )
}
