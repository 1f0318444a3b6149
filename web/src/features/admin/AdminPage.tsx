import { createResource, createSignal, Index, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { Later, SkeletonList } from '../../ui/Skeleton.tsx'
import { answer, api } from '../account/client.ts'
import { EventList } from '../account/EventList.tsx'
import { Problem } from '../account/Problem.tsx'
import { problemText } from '../account/problem-text.ts'
import { type Card, PrintedCards } from '../journal/PrintedCards.tsx'
import css from './AdminPage.module.css'
import { Corrections } from './Corrections.tsx'
import { GroupCards } from './GroupCards.tsx'
import { LinkedCounts } from './LinkedCounts.tsx'
import { PeopleSearch } from './PeopleSearch.tsx'
import { SchoolRules } from './SchoolRules.tsx'
import { SupportLookup } from './SupportLookup.tsx'

/** `/admin`: the school's office. Who is in, what is to be corrected, unlinking and cards, the school's rules, help by support code. */
export function AdminPage() {
  const [office, { refetch }] = createResource(() => answer(api.admin.$get()))
  const [cards, setCards] = createSignal<readonly Card[]>()
  return (
    <div class={css.page}>
      <h1 class="unseen">{t('journal.admin.menu')}</h1>
      <Show when={office.error}>
        <Problem text={problemText(office.error)} />
        <Button onClick={refetch}>{t('core.retry')}</Button>
      </Show>
      <Show
        when={!office.error && office.latest}
        fallback={
          <Show when={!office.error}>
            <Later>
              <SkeletonList rows={6} label={t('journal.loading')} />
            </Later>
          </Show>
        }
      >
        {(now) => (
          <>
            <Show when={cards()}>{(made) => <PrintedCards cards={made()} onClose={() => setCards(undefined)} />}</Show>
            <div class={css.parts}>
              <LinkedCounts schools={now().schools} />
              <GroupCards classes={now().classes} onChanged={refetch} onCards={setCards} />
              <PeopleSearch onChanged={refetch} onCards={setCards} />
              {/* By place: what is being changed stays when the page is asked for anew. */}
              <Index each={now().schools}>
                {(school) => <SchoolRules school={school()} named={now().schools.length > 1} onChanged={refetch} />}
              </Index>
              <Corrections corrections={now().corrections} onDone={refetch} />
              <SupportLookup />
              <Section title={t('journal.admin.events')}>
                <Show when={now().events.length > 0} fallback={<p class={css.quiet}>{t('account.noHistory')}</p>}>
                  <EventList events={now().events} />
                </Show>
              </Section>
            </div>
          </>
        )}
      </Show>
    </div>
  )
}

export type Office = Awaited<ReturnType<typeof readOffice>>
const readOffice = () => answer(api.admin.$get())
