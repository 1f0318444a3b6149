import { addDays, mondayOf } from '@zvonok/schema/diary/days'
import type { Diary } from '@zvonok/schema/diary/diary'
import { For } from 'solid-js'
import { dayNumber, weekdayName } from '../../platform/i18n/school-dates.ts'
import { t } from '../../platform/i18n/t.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { chevronRight } from '../../ui/icons.ts'
import css from './DayStrip.module.css'
import { dayTitle } from './day-names.ts'
import { lastDay, nearestDay, weekDays } from './week-days.ts'

/** The days of one week, and the way to the weeks beside it, as far as the diary goes. */
export function DayStrip(props: { diary: Diary; day: string; today: string; onChange(day: string): void }) {
  const holds = (date: string) => date >= props.diary.from && date <= lastDay(props.diary)
  const move = (days: number) => props.onChange(nearestDay(props.diary, addDays(props.day, days)))
  const monday = () => mondayOf(props.day)
  return (
    <div class={css.strip}>
      <IconButton
        label={t('diary.weekBefore')}
        icon={chevronRight}
        class={css.before ?? ''}
        disabled={monday() <= props.diary.from}
        onClick={() => move(-7)}
      />
      <ul class={css.days} aria-label={t('diary.days')}>
        <For each={weekDays(props.diary, props.day, props.today)}>
          {(date) => (
            <li class={css.item}>
              <button
                type="button"
                class={css.day}
                aria-label={dayTitle(date, props.today)}
                aria-pressed={date === props.day}
                aria-current={date === props.today ? 'date' : undefined}
                disabled={!holds(date)}
                onClick={() => props.onChange(date)}
              >
                <span class={css.name}>{weekdayName(date)}</span>
                <span class={css.number}>{dayNumber(date)}</span>
              </button>
            </li>
          )}
        </For>
      </ul>
      <IconButton
        label={t('diary.weekAfter')}
        icon={chevronRight}
        disabled={addDays(monday(), 6) >= lastDay(props.diary)}
        onClick={() => move(7)}
      />
    </div>
  )
}
