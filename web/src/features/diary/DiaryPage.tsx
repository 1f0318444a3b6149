import '../../platform/i18n/add-diary-words.ts'
import { useSearchParams } from '@solidjs/router'
import type { PersonId } from '@zvonok/schema/core/ids'
import { createMemo, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { notebook } from '../../ui/icons.ts'
import { PageFrame } from '../../ui/PageFrame.tsx'
import { Select } from '../../ui/Select.tsx'
import { Later, SkeletonList } from '../../ui/Skeleton.tsx'
import { NoConnection } from '../account/client.ts'
import { createLessons, type Lessons } from '../lessons/create-lessons.ts'
import { type Ask, createDiary } from './create-diary.ts'
import css from './Diary.module.css'
import { DiaryState, failureText } from './DiaryState.tsx'
import { DiaryTabs } from './DiaryTabs.tsx'
import { browserKeep, type Keep } from './keep.ts'
import { askServer } from './keep-fresh.ts'

/** The mini-app «Электронный дневник»: homework, timetable and marks, also without a line. Child, part and day stand in the address. */
export function DiaryPage(props: { ask?: Ask; keep?: Keep; lessons?: Lessons }) {
  const device = useDevice()
  const lessons = props.lessons ?? createLessons('messenger')
  const [search, setSearch] = useSearchParams<{ child?: PersonId }>()
  const diary = createDiary({
    device,
    ask: props.ask ?? askServer,
    keep: props.keep ?? browserKeep(device.personId),
    chosen: () => search.child,
  })
  const content = createMemo(() => diary.shown()?.diary)
  return (
    <PageFrame title={t('app.diary')}>
      <Show when={diary.shown()} fallback={<NothingYet diary={diary} />}>
        {(shown) => (
          <>
            <DiaryState copy={shown()} diary={diary} />
            <Show when={diary.owners().length > 1}>
              <div class={css.choice}>
                <Select
                  label={t('diary.whose')}
                  value={shown().diary.owner ?? ''}
                  options={diary.owners().map(({ id, name, kind }) => ({
                    value: id,
                    label: kind === 'child' ? name : t('diary.ownLessons'),
                  }))}
                  onChange={(child) => setSearch({ child }, { replace: true })}
                />
              </div>
            </Show>
            <Show
              when={shown().diary.owner}
              fallback={<EmptyState icon={notebook} title={t('diary.none')} text={t('diary.noneText')} />}
            >
              <DiaryTabs diary={content() ?? shown().diary} lessons={lessons} />
            </Show>
          </>
        )}
      </Show>
    </PageFrame>
  )
}

/** Neither a copy nor an answer. */
function NothingYet(props: { diary: ReturnType<typeof createDiary> }) {
  const isOffline = () => props.diary.failure() instanceof NoConnection
  return (
    <Show
      when={!props.diary.busy() && props.diary.failure()}
      fallback={
        <Later>
          <SkeletonList rows={6} label={t('diary.loading')} />
        </Later>
      }
    >
      {(failure) => (
        <EmptyState
          icon={notebook}
          title={isOffline() ? t('diary.offlineTitle') : failureText(failure())}
          text={isOffline() ? t('diary.offlineText') : undefined}
        >
          <Button look="main" onClick={() => props.diary.refresh()}>
            {t('core.retry')}
          </Button>
        </EmptyState>
      )}
    </Show>
  )
}
