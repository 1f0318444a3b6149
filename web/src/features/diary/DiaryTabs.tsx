import { useSearchParams } from '@solidjs/router'
import { dateIn, isDate } from '@zvonok/schema/diary/days'
import type { Diary } from '@zvonok/schema/diary/diary'
import { createMemo, createSignal, Match, Switch } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { Tabs } from '../../ui/Tabs.tsx'
import type { Lessons } from '../lessons/create-lessons.ts'
import { HomeworkList } from './HomeworkList.tsx'
import { MarkList } from './MarkList.tsx'
import { Timetable } from './Timetable.tsx'
import { nearestDay } from './week-days.ts'

const parts = ['homework', 'timetable', 'marks'] as const
type Part = (typeof parts)[number]

/** The three parts of one diary. «Today» is that of the school. */
export function DiaryTabs(props: { diary: Diary; lessons: Lessons }) {
  const device = useDevice()
  const [search, setSearch] = useSearchParams<{ part?: string; day?: string }>()
  const today = createMemo(() => dateIn(props.diary.timeZone, device.nowMs()))
  // The address follows a moment later; focus must not wait for it.
  const [part, setPart] = createSignal<Part>(parts.find((each) => each === search.part) ?? 'homework')
  const [chosen, setChosen] = createSignal(search.day && isDate(search.day) ? search.day : undefined)
  const day = createMemo(() => nearestDay(props.diary, chosen() ?? today()))
  function showPart(value: Part) {
    setPart(value)
    setSearch({ part: value }, { replace: true })
  }
  function showDay(date: string) {
    setChosen(date)
    setSearch({ day: date }, { replace: true })
  }
  const kind = () => props.diary.owners.find(({ id }) => id === props.diary.owner)?.kind ?? 'pupil'
  return (
    <Tabs<Part>
      label={t('diary.tabs')}
      value={part()}
      options={parts.map((value) => ({ value, label: t(`diary.${value}`) }))}
      onChange={showPart}
    >
      <Switch>
        <Match when={part() === 'homework'}>
          <HomeworkList diary={props.diary} today={today()} />
        </Match>
        <Match when={part() === 'timetable'}>
          <Timetable
            diary={props.diary}
            lessons={props.lessons}
            kind={kind()}
            day={day()}
            today={today()}
            onDay={showDay}
          />
        </Match>
        <Match when={part() === 'marks'}>
          <MarkList diary={props.diary} kind={kind()} today={today()} />
        </Match>
      </Switch>
    </Tabs>
  )
}
