import { createSignal, For, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { AlertDialog } from '../../ui/AlertDialog.tsx'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { answer, api } from '../account/client.ts'
import { createTask } from '../account/create-task.ts'
import { dateText } from '../account/EventList.tsx'
import { Problem } from '../account/Problem.tsx'
import type { Card } from '../journal/PrintedCards.tsx'
import css from './AdminPage.module.css'

type Found = Awaited<ReturnType<typeof find>>[number]
const find = async (q: string) => (await answer(api.admin.people.$get({ query: { q } }))).people

type Action = 'unlink' | 'card' | 'withdraw'

const questions = {
  unlink: ['journal.admin.unlinkTitle', 'journal.admin.unlinkText', 'journal.admin.unlink'],
  card: ['journal.class.lostTitle', 'journal.admin.cardText', 'journal.class.make'],
  withdraw: ['journal.consents.withdrawTitle', 'journal.consents.withdrawText', 'journal.consents.withdraw'],
} as const

const accesses = ['full', 'noContact', 'none'] as const

/** Finds people of the school, unlinks their profile, hands out cards, writes withdrawn consents down, sets what parents see of a child. */
export function PeopleSearch(props: { onChanged(): unknown; onCards(cards: readonly Card[]): void }) {
  const [query, setQuery] = createSignal('')
  const [people, setPeople] = createSignal<readonly Found[]>()
  const [asking, setAsking] = createSignal<{ what: Action; person: Found }>()
  const { busy, problem, run } = createTask()
  const search = async () => {
    setPeople(await find(query().trim()))
  }
  function submit(event: SubmitEvent) {
    event.preventDefault()
    run(search)
  }
  const act = ({ what, person }: { what: Action; person: Found }) =>
    run(async () => {
      setAsking(undefined)
      const json = { personId: person.id }
      if (what === 'unlink') await answer(api.admin.unlink.$post({ json }))
      else if (what === 'withdraw') await answer(api.admin['withdraw-consent'].$post({ json }))
      else props.onCards((await answer(api.admin.cards.$post({ json: { personIds: [person.id] } }))).cards)
      await search()
      await props.onChanged()
    })
  const setAccess = (guardianId: string, childId: string, access: (typeof accesses)[number]) =>
    run(async () => {
      await answer(api.admin['guardian-access'].$post({ json: { guardianId, childId, access } }))
      await search()
      await props.onChanged()
    })
  return (
    <Section title={t('journal.admin.people')}>
      <form class={css.form} onSubmit={submit}>
        <TextField label={t('journal.admin.search')} type="search" value={query()} onInput={setQuery} />
        <Button type="submit" disabled={busy() || !query().trim()}>
          {t('journal.admin.find')}
        </Button>
      </form>
      <Problem text={problem()} />
      <Show when={people()}>
        {(found) => (
          <Show when={found().length > 0} fallback={<p role="status">{t('journal.admin.nobody')}</p>}>
            <ul class={css.list}>
              <For each={found()}>
                {(person) => (
                  <li class={css.row}>
                    <div class={css.what}>
                      {person.name}
                      <span class={css.quiet}>
                        {person.login} · {t(`journal.class.state.${person.linked ? 'linked' : 'none'}`)}
                      </span>
                      <Show when={person.consent}>
                        {(consent) => (
                          <span class={css.quiet}>
                            {t('journal.consents.given', {
                              date: dateText(consent().atMs),
                              version: consent().version,
                              how: t(`account.consentHow.${consent().how}`, { name: consent().by }),
                            })}
                          </span>
                        )}
                      </Show>
                    </div>
                    <Button disabled={busy()} onClick={() => setAsking({ what: 'card', person })}>
                      {t('journal.admin.card')}
                    </Button>
                    <Show when={person.linked}>
                      <Button look="danger" disabled={busy()} onClick={() => setAsking({ what: 'unlink', person })}>
                        {t('journal.admin.unlink')}
                      </Button>
                    </Show>
                    <Show when={person.consent}>
                      <Button look="danger" disabled={busy()} onClick={() => setAsking({ what: 'withdraw', person })}>
                        {t('journal.consents.withdraw')}
                      </Button>
                    </Show>
                    <For each={person.children}>
                      {(child) => (
                        <Select
                          label={t('journal.admin.access', { name: child.name })}
                          value={child.access}
                          options={accesses.map((value) => ({ value, label: t(`journal.admin.access.${value}`) }))}
                          disabled={busy()}
                          onChange={(access) => setAccess(person.id, child.id, access)}
                        />
                      )}
                    </For>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </Show>
      <Show when={asking()}>
        {(now) => (
          <AlertDialog
            title={t(questions[now().what][0])}
            text={t(questions[now().what][1], { name: now().person.name })}
            action={t(questions[now().what][2])}
            cancel={t('core.cancel')}
            onAction={() => act(now())}
            onClose={() => setAsking(undefined)}
          />
        )}
      </Show>
    </Section>
  )
}
