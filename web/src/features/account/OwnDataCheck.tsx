import { createSignal, For, Show } from 'solid-js'
import { language, t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import type { OwnDataState } from './create-own-data.ts'
import css from './Form.module.css'
import { focusFirst } from './focus-first.ts'
import type { Link } from './LinkSteps.tsx'
import { OwnDataFields } from './OwnDataFields.tsx'
import { Problem } from './Problem.tsx'

/** «Проверьте свои личные данные»: what the others will see, and a way to tell the school that it is wrong. */
export function OwnDataCheck(props: {
  own: OwnDataState
  link: Link
  busy: boolean
  problem: string | undefined
  onSubmit(): void
}) {
  const [wrong, setWrong] = createSignal(false)
  const rows = () => {
    const { family, given, middle, birthDate } = props.own.data()
    return [
      [t('account.family'), family],
      [t('account.given'), given],
      [t('account.middle'), middle],
      [t('account.birthDate'), birthDate && dateText(birthDate)],
      ...props.link.schools.map(({ name, role }) => [t('account.role'), `${t(`journal.role.${role}`)}, ${name}`]),
    ].filter(([, value]) => value)
  }
  return (
    <form
      ref={focusFirst}
      class={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (props.own.check()) props.onSubmit()
      }}
    >
      <Show
        when={wrong()}
        fallback={
          <>
            <dl class={css.data}>
              <For each={rows()}>
                {([name, value]) => (
                  <div>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                )}
              </For>
            </dl>
            <button type="button" class={css.link} onClick={() => setWrong(true)}>
              {t('account.wrongData')}
            </button>
          </>
        }
      >
        <p class={css.quiet}>{t('account.wrongDataText')}</p>
        <OwnDataFields own={props.own} />
      </Show>
      <Problem text={props.problem} />
      <Button type="submit" look="main" wide disabled={props.busy}>
        {t('core.continue')}
      </Button>
    </form>
  )
}

const dateText = (date: string): string =>
  new Intl.DateTimeFormat(language(), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date))
