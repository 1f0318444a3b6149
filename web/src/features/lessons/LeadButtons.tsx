import type { LessonView } from '@zvonok/schema/lessons/lesson'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { dayAndMonth } from '../../platform/i18n/school-dates.ts'
import { t } from '../../platform/i18n/t.ts'
import { AlertDialog } from '../../ui/AlertDialog.tsx'
import { Button } from '../../ui/Button.tsx'
import { answer } from '../account/client.ts'
import { createTask } from '../account/create-task.ts'
import { Problem } from '../account/Problem.tsx'
import { joinLesson } from './join-lesson.ts'
import { lessonProblem } from './lesson-problem.ts'
import { lessonsApi, type Place } from './lessons-api.ts'
import { StaffDialog } from './StaffDialog.tsx'

type Step = 'publish' | 'finish' | 'delete'

/** «Опубликовать», then «Перейти» and «Завершить», and «Учителя»; what cannot be undone asks first. */
export function LeadButtons(props: { place: Place; lesson: LessonView; onChange(): Promise<void> }) {
  const [asking, setAsking] = createSignal<Step>()
  const [staff, setStaff] = createSignal(false)
  const { busy, problem, run } = createTask()
  const param = () => ({ param: { id: props.lesson.id } })
  const routes = () => lessonsApi(props.place)[':id']
  const send = {
    publish: () => answer(routes().publish.$post(param())),
    finish: () => answer(routes().finish.$post(param())),
    delete: () => answer(routes().delete.$post(param())),
  }
  const act = (step: Step) => {
    setAsking(undefined)
    void run(async () => {
      await send[step]()
      await props.onChange()
    }, lessonProblem)
  }
  const text = (step: Step) =>
    t(`lessons.${step}Text`, { title: props.lesson.title, day: dayAndMonth(props.lesson.date) })
  return (
    <>
      <Switch>
        <Match when={props.lesson.state === 'draft'}>
          <Button look="main" disabled={busy()} onClick={() => setAsking('publish')}>
            {t('lessons.publish')}
          </Button>
          <Button look="plain" disabled={busy()} onClick={() => setAsking('delete')}>
            {t('lessons.delete')}
          </Button>
        </Match>
        <Match when={props.lesson.state === 'published'}>
          <Button
            look="main"
            disabled={busy()}
            onClick={() => run(() => joinLesson(props.place, props.lesson.id), lessonProblem)}
          >
            {t('lessons.go')}
          </Button>
          <Button disabled={busy()} onClick={() => setAsking('finish')}>
            {t('lessons.finish')}
          </Button>
        </Match>
      </Switch>
      <Show when={props.lesson.state !== 'finished'}>
        <Button look="plain" onClick={() => setStaff(true)}>
          {t('lessons.teachers')}
        </Button>
      </Show>
      <Problem text={problem()} />
      <Show when={staff()}>
        <StaffDialog
          place={props.place}
          lesson={props.lesson}
          onChange={props.onChange}
          onClose={() => setStaff(false)}
        />
      </Show>
      <Show when={asking()} keyed>
        {(step) => (
          <AlertDialog
            title={t(`lessons.${step}Title`)}
            text={text(step)}
            action={t(`lessons.${step}`)}
            look={step === 'publish' ? 'main' : 'danger'}
            cancel={t('core.cancel')}
            onAction={() => act(step)}
            onClose={() => setAsking(undefined)}
          />
        )}
      </Show>
    </>
  )
}
