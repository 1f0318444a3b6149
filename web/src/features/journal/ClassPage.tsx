import { createSignal, For, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { AlertDialog } from '../../ui/AlertDialog.tsx'
import { Button } from '../../ui/Button.tsx'
import { Later, SkeletonList } from '../../ui/Skeleton.tsx'
import { answer, api } from '../account/client.ts'
import { createTask } from '../account/create-task.ts'
import { Problem } from '../account/Problem.tsx'
import { problemText } from '../account/problem-text.ts'
import css from './ClassPage.module.css'
import { createClasses, type SchoolClass } from './create-class.ts'
import { PaperConsents } from './PaperConsents.tsx'
import { type Card, PrintedCards } from './PrintedCards.tsx'

type Pupil = SchoolClass['pupils'][number]

/** «Подключить класс»: cards for everybody who is not in yet, and how many are, live; consents on paper. */
export function ClassPage() {
  const { classes, failed, load } = createClasses()
  const [cards, setCards] = createSignal<readonly Card[]>()
  const [lost, setLost] = createSignal<Pupil>()
  const [consenting, setConsenting] = createSignal<readonly Pupil[]>()
  const { busy, problem, run } = createTask()
  const print = (personIds: string[]) =>
    run(async () => {
      setLost(undefined)
      setCards((await answer(api.journal['class-cards'].$post({ json: { personIds } }))).cards)
      await load()
    })
  const keep = (personIds: string[]) =>
    run(async () => {
      setConsenting(undefined)
      await answer(api.journal['class-cards'].consents.$post({ json: { personIds } }))
      await load()
    })
  return (
    <div class={css.page}>
      <Problem text={problem() ?? (failed() ? problemText(failed()) : undefined)} />
      <Show
        when={classes()}
        fallback={
          <Later>
            <SkeletonList rows={6} label={t('journal.loading')} />
          </Later>
        }
      >
        {(own) => (
          <>
            <div class={css.classes}>
              <For each={own().map(({ id }) => id)}>
                {(id) => (
                  <Show when={own().find((each) => each.id === id)}>
                    {(each) => (
                      <ClassCard
                        one={each()}
                        busy={busy()}
                        onPrint={print}
                        onLost={setLost}
                        onConsents={setConsenting}
                      />
                    )}
                  </Show>
                )}
              </For>
            </div>
            <Show when={cards()}>{(made) => <PrintedCards cards={made()} onClose={() => setCards(undefined)} />}</Show>
          </>
        )}
      </Show>
      <Show when={consenting()}>
        {(children) => <PaperConsents pupils={children()} onKeep={keep} onClose={() => setConsenting(undefined)} />}
      </Show>
      <Show when={lost()}>
        {(pupil) => (
          <AlertDialog
            title={t('journal.class.lostTitle')}
            text={t('journal.class.lostText', { name: pupil().name })}
            action={t('journal.class.make')}
            cancel={t('core.cancel')}
            onAction={() => print([pupil().id])}
            onClose={() => setLost(undefined)}
          />
        )}
      </Show>
    </div>
  )
}

function ClassCard(props: {
  one: SchoolClass
  busy: boolean
  onPrint(personIds: string[]): void
  onLost(pupil: Pupil): void
  onConsents(pupils: readonly Pupil[]): void
}) {
  const all = () => props.one.pupils.length
  const linked = () => props.one.pupils.filter(({ state }) => state === 'linked').length
  const young = () => props.one.pupils.filter(({ needsConsent }) => needsConsent)
  const outside = () => props.one.pupils.filter(({ state }) => state !== 'linked').map(({ id }) => id)
  return (
    <section class={css.card} aria-labelledby={`class-${props.one.id}`}>
      <h1 id={`class-${props.one.id}`} class={css.title}>
        {t('journal.class.title', { class: props.one.title })}
      </h1>
      <p class={css.text}>{t('journal.class.text')}</p>
      <p class={css.count} role="status">
        <strong>{t('journal.class.count', { linked: linked(), all: all() })}</strong> {t('journal.class.countText')}
      </p>
      <progress aria-label={t('journal.class.countText')} max={all()} value={linked()} />
      <Show when={outside().length > 0} fallback={<p class={css.text}>{t('journal.class.all')}</p>}>
        <Button look="main" disabled={props.busy} onClick={() => props.onPrint(outside())}>
          {t('journal.class.print', { n: outside().length })}
        </Button>
      </Show>
      <Show when={young().length > 0}>
        <p class={css.text}>{t('journal.consents.missing', { n: young().length })}</p>
        <Button disabled={props.busy} onClick={() => props.onConsents(young())}>
          {t('journal.consents.open')}
        </Button>
      </Show>
      <h2>{t('journal.class.pupils')}</h2>
      <ul class={css.pupils}>
        <For each={props.one.pupils.map(({ id }) => id)}>
          {(id) => (
            <Show when={props.one.pupils.find((each) => each.id === id)}>
              {(pupil) => (
                <li class={css.pupil}>
                  <span class={css.name}>{pupil().name}</span>
                  <span class={css.state} data-state={pupil().state}>
                    {pupil().needsConsent && `${t('journal.consents.needed')}, `}
                    {t(`journal.class.state.${pupil().state}`)}
                  </span>
                  <Show when={pupil().state === 'linked'}>
                    <Button
                      look="plain"
                      aria-label={`${t('journal.class.lost')}: ${pupil().name}`}
                      onClick={() => props.onLost(pupil())}
                    >
                      {t('journal.class.lost')}
                    </Button>
                  </Show>
                </li>
              )}
            </Show>
          )}
        </For>
      </ul>
    </section>
  )
}
