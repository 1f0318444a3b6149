import '../../platform/i18n/add-call-words.ts'
import { useNavigate } from '@solidjs/router'
import type { Role } from '@zvonok/schema/journal/person-facts'
import { createEffect, createResource, createSignal, For, on, Show } from 'solid-js'
import { createRead, sameItems } from '../../platform/create-read.ts'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { cloudOff, phone } from '../../ui/icons.ts'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { link } from '../../ui/more-icons.ts'
import { PageFrame } from '../../ui/PageFrame.tsx'
import { Later, SkeletonList } from '../../ui/Skeleton.tsx'
import css from './CallsPage.module.css'
import { readHistory } from './call-history.ts'
import { PastCallRow } from './PastCallRow.tsx'
import { StartByLink } from './StartByLink.tsx'

const MeetingStart = lazyPart(() => import('../lessons/MeetingStart.tsx').then((m) => m.MeetingStart))
const staff: ReadonlySet<Role> = new Set<Role>(['teacher', 'head', 'schoolAdmin'])

/** «Звонки»: what was and what runs, kept for offline; «Создать звонок по ссылке». */
export function CallsPage() {
  const device = useDevice()
  const navigate = useNavigate()
  const [creating, setCreating] = createSignal(false)
  const me = createRead(device, ['me'], () => device.me())
  const isStaff = () => me()?.roles.some((role) => staff.has(role)) ?? false
  const [history, { refetch }] = createResource(() => readHistory(device.personId))
  const running = createRead(device, ['calls'], () => device.calls().map(({ id }) => id), sameItems)
  const line = createRead(device, ['link'], () => device.link())
  createEffect(on([running, () => line() === 'live'], () => void refetch(), { defer: true }))
  const calls = () => history.latest?.history.calls ?? []
  return (
    <PageFrame title={t('app.calls')}>
      <div class={css.create}>
        <Button look="main" icon={link} onClick={() => setCreating(true)}>
          {t('calls.createByLink')}
        </Button>
        <Show when={isStaff()}>
          <MeetingStart />
        </Show>
      </div>
      <Show when={history.latest?.saved}>
        <Banner icon={cloudOff}>{t('calls.offline')}</Banner>
      </Show>
      <Show
        when={!history.loading || history.latest}
        fallback={
          <Later>
            <SkeletonList rows={6} label={t('calls.loading')} />
          </Later>
        }
      >
        <ul class={css.list} aria-label={t('app.calls')}>
          <For each={calls()} fallback={<EmptyState icon={phone} title={t('calls.none')} text={t('calls.noneText')} />}>
            {(call) => (
              <PastCallRow
                call={call}
                people={history.latest?.history.people ?? []}
                onOpen={(page) => navigate(page)}
              />
            )}
          </For>
        </ul>
      </Show>
      <Show when={creating()}>
        <StartByLink onClose={() => setCreating(false)} />
      </Show>
    </PageFrame>
  )
}
