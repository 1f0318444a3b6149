import { createResource, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { keptPack } from '../../platform/lesson-packs.ts'
import { useDevice } from '../../platform/use-device.ts'
import { Section } from '../../ui/Section.tsx'
import { LessonFacts } from './LessonFacts.tsx'
import css from './Lessons.module.css'
import { PlanPart } from './plan/lazy-plan.ts'

/** PLAN-10. A lesson without a line: what it is, its people, its plan and its tasks, from the pack that the device keeps. */
export function KeptLesson(props: { lessonId: string }) {
  const device = useDevice()
  const [pack] = createResource(
    () => props.lessonId,
    (id) => keptPack(device.personId, id),
  )
  const of = (role: 'teacher' | 'pupil') => (pack()?.roster ?? []).filter((each) => each.role === role)
  return (
    <>
      <Show when={pack()}>
        {(kept) => (
          <Section title={kept().title}>
            <p class={css.quiet} role="status">
              {t('lessons.kept')}
            </p>
            <LessonFacts lesson={{ ...kept(), teachers: of('teacher'), substitutes: [] }} pupils={[]} />
          </Section>
        )}
      </Show>
      <PlanPart lessonId={props.lessonId} />
      <Show when={of('pupil').length > 0}>
        <Section title={t('lessons.pupils')}>
          <p>
            {of('pupil')
              .map(({ name }) => name)
              .join(', ')}
          </p>
        </Section>
      </Show>
    </>
  )
}
