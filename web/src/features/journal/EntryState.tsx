import { Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { cloudOff } from '../../ui/icons.ts'
import { Problem } from '../account/Problem.tsx'
import type { Entries } from './create-entries.ts'

/** DOOR-14. Why what was entered is not in the journal yet. */
export function EntryState(props: { entries: Entries }) {
  return (
    <>
      <Problem text={props.entries.problem()} />
      <Show when={props.entries.isCut()}>
        <Banner icon={cloudOff} action={<Button onClick={props.entries.flush}>{t('core.retry')}</Button>}>
          {t('journal.entryNeedsServer')}
        </Banner>
      </Show>
    </>
  )
}
