import { createSignal, Show } from 'solid-js'
import { dayAndMonth } from '../../platform/i18n/school-dates.ts'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { Select } from '../../ui/Select.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { answer, api } from '../account/client.ts'
import { createTask } from '../account/create-task.ts'
import { Problem } from '../account/Problem.tsx'
import css from './AdminPage.module.css'
import type { Office } from './AdminPage.tsx'

type School = Office['schools'][number]
type Policy = School['policy']
type Quiet = Policy['quiet']

const anyTime = { from: '00:00', to: '00:00' }
const usual = { from: '19:00', to: '08:00' }
const switches = ['sundays', 'holidays', 'family'] as const

/** ADMIN-7. «Правила школы»: when calls do not ring, who writes to whom, and who makes groups. Saved together. */
export function SchoolRules(props: { school: School; named: boolean; onChanged(): unknown }) {
  const [policy, setPolicy] = createSignal<Policy>(props.school.policy)
  // Equal times mean no hours at all; while they are being typed the fields stay.
  const [hours, setHours] = createSignal(policy().quiet.from !== policy().quiet.to)
  const [saved, setSaved] = createSignal(false)
  const { busy, problem, run } = createTask()
  const change = (part: Partial<Policy>) => {
    setSaved(false)
    setPolicy({ ...policy(), ...part })
  }
  const quiet = (part: Partial<Quiet>) => change({ quiet: { ...policy().quiet, ...part } })
  const wrong = () => (hours() ? wrongTime(policy().quiet) : undefined)
  const save = (event: SubmitEvent) => {
    event.preventDefault()
    if (wrong()) return
    void run(async () => {
      await answer(api.admin.policy.$post({ json: { schoolId: props.school.id, policy: policy() } }))
      await props.onChanged()
      setSaved(true)
    })
  }
  const title = () => [t('journal.admin.rules'), props.named && props.school.name].filter(Boolean).join(': ')
  return (
    <Section title={title()}>
      <form class={css.form} onSubmit={save} noValidate>
        <QuietFields
          quiet={policy().quiet}
          hours={hours()}
          wrong={wrong()}
          holidays={props.school.holidays}
          onHours={(on) => {
            setHours(on)
            quiet(on ? usual : anyTime)
          }}
          onChange={quiet}
        />
        <Select
          label={t('journal.admin.staffToPupil')}
          value={policy().staffToPupil}
          options={(['guardianSees', 'open', 'off'] as const).map((value) => ({
            value,
            label: t(`journal.admin.staffToPupil.${value}`),
          }))}
          onChange={(staffToPupil) => change({ staffToPupil })}
        />
        <Select
          label={t('journal.admin.pupilToPupil')}
          value={policy().pupilToPupil}
          options={(['class', 'school', 'off'] as const).map((value) => ({
            value,
            label: t(`journal.admin.pupilToPupil.${value}`),
          }))}
          onChange={(pupilToPupil) => change({ pupilToPupil })}
        />
        <Switch
          label={t('journal.admin.groupsByPupils')}
          checked={policy().groupsByPupils}
          onChange={(groupsByPupils) => change({ groupsByPupils })}
        />
        <Switch
          label={t('journal.admin.groupsByGuardians')}
          checked={policy().groupsByGuardians}
          onChange={(groupsByGuardians) => change({ groupsByGuardians })}
        />
        <Problem text={problem()} />
        <div class={css.save}>
          <Button type="submit" look="main" disabled={busy() || wrong() !== undefined}>
            {t('journal.admin.saveRules')}
          </Button>
          <p role="status" class={css.quiet}>
            {saved() ? t('journal.admin.rulesSaved') : ''}
          </p>
        </div>
      </form>
    </Section>
  )
}

function QuietFields(props: {
  quiet: Quiet
  /** Whether there are hours at all. */
  hours: boolean
  wrong: string | undefined
  holidays: School['holidays']
  onHours(on: boolean): void
  onChange(part: Partial<Quiet>): void
}) {
  const holidays = () =>
    props.holidays.map(({ from, to, title }) => `${title}: ${dayAndMonth(from)} – ${dayAndMonth(to)}`).join('; ')
  const hints = () => ({
    sundays: undefined,
    holidays: holidays() || t('journal.admin.quiet.noHolidays'),
    family: t('journal.admin.quiet.familyHint'),
  })
  return (
    <fieldset class={css.fields}>
      <legend>{t('journal.admin.quiet')}</legend>
      <p class={css.quiet}>{t('journal.admin.quietHint')}</p>
      <Switch label={t('journal.admin.quiet.hours')} checked={props.hours} onChange={props.onHours} />
      <Show when={props.hours}>
        <div class={css.times}>
          <TextField
            label={t('journal.admin.quiet.from')}
            type="time"
            value={props.quiet.from}
            onInput={(from) => props.onChange({ from })}
          />
          <TextField
            label={t('journal.admin.quiet.to')}
            type="time"
            value={props.quiet.to}
            onInput={(to) => props.onChange({ to })}
            error={props.wrong}
          />
        </div>
      </Show>
      {switches.map((name) => (
        <Switch
          label={t(`journal.admin.quiet.${name}`)}
          hint={hints()[name]}
          checked={props.quiet[name]}
          onChange={(on) => props.onChange({ [name]: on })}
        />
      ))}
    </fieldset>
  )
}

function wrongTime({ from, to }: Quiet): string | undefined {
  if (!from || !to) return t('journal.admin.quiet.noTime')
  return from === to ? t('journal.admin.quiet.sameTime') : undefined
}
