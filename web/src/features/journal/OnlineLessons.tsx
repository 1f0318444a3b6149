import { createMemo, Match, Show, Switch } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { notebook } from '../../ui/icons.ts'
import { Later, SkeletonList } from '../../ui/Skeleton.tsx'
import { Problem } from '../account/Problem.tsx'
import { problemText } from '../account/problem-text.ts'
import { LessonsTab } from '../lessons/LessonsTab.tsx'
import { ClassChoice } from './ClassChoice.tsx'
import { createClassChoice } from './create-class-choice.ts'
import css from './Gradebook.module.css'

/** The tab «Онлайн-уроки»: for the class and the subject that stand in the address. */
export function OnlineLessons() {
  const choice = createClassChoice()
  const groups = createMemo(() =>
    choice
      .classes()
      .flatMap(({ title, subjects }) => subjects.map(({ id, subject }) => ({ id, subject, classTitle: title }))),
  )
  const group = createMemo(() => groups().find(({ id }) => id === choice.subject()?.id))
  return (
    <Switch
      fallback={
        <Later>
          <SkeletonList rows={4} label={t('journal.loading')} />
        </Later>
      }
    >
      <Match when={choice.found.error}>
        <div class={css.page}>
          <Problem text={problemText(choice.found.error)} />
          <Button onClick={() => choice.refetch()}>{t('core.retry')}</Button>
        </div>
      </Match>
      <Match when={choice.found() && groups().length === 0}>
        <EmptyState icon={notebook} title={t('journal.noClasses')} text={t('journal.noClassesText')} />
      </Match>
      <Match when={choice.found()}>
        <div class={css.page}>
          <div class={css.choice}>
            <ClassChoice choice={choice} />
          </div>
          <Show when={group()}>
            {(chosen) => <LessonsTab group={chosen()} others={groups().filter(({ id }) => id !== chosen().id)} />}
          </Show>
        </div>
      </Match>
    </Switch>
  )
}
