import { createSignal, For, Show } from 'solid-js'
import { t, type WordKey } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { answer, api } from '../account/client.ts'
import { createTask } from '../account/create-task.ts'
import { timeText } from '../account/EventList.tsx'
import css from './AdminPage.module.css'

type Facts = Awaited<ReturnType<typeof read>>
const read = (code: string) => answer(api.admin.support.$post({ json: { code } }))

const names = ['role', 'link', 'idStep', 'device', 'version', 'storage', 'line', 'syncedAt'] as const

const spoken = ['role', 'link', 'idStep', 'storage', 'line'] as const

/** The value in words; what is no word of ours (device, version) as it is. */
function shown(name: (typeof names)[number], value: string): string {
  if (name === 'syncedAt') return timeText(Date.parse(value))
  if (!spoken.some((each) => each === name)) return value
  const room = name === 'role' && value !== 'none' ? 'journal.role' : `journal.admin.${name}`
  return t(`${room}.${value}` as WordKey) || value
}

/** How it stands with somebody who asks for help, by the code the person reads out. */
export function SupportLookup() {
  const [code, setCode] = createSignal('')
  const [facts, setFacts] = createSignal<Facts>()
  const { busy, problem, run } = createTask()
  function submit(event: SubmitEvent) {
    event.preventDefault()
    setFacts(undefined)
    run(
      async () => {
        setFacts(await read(code()))
      },
      (error) =>
        error instanceof Error && error.message === 'core.notFound' ? t('journal.admin.noSupport') : undefined,
    )
  }
  return (
    <Section title={t('journal.admin.support')}>
      <form class={css.form} onSubmit={submit} noValidate>
        <TextField
          label={t('journal.admin.support')}
          hint={t('journal.admin.supportHint')}
          inputmode="numeric"
          maxlength={12}
          value={code()}
          onInput={setCode}
          error={problem()}
        />
        <Button type="submit" disabled={busy() || !code().trim()}>
          {t('journal.admin.show')}
        </Button>
      </form>
      <Show when={facts()}>
        {(known) => (
          <div role="status">
            <Show when={known().name}>{(name) => <strong>{name()}</strong>}</Show>
            <dl class={css.facts}>
              <For each={names.filter((name) => known().facts[name])}>
                {(name) => (
                  <>
                    <dt>{t(`journal.admin.fact.${name}`)}</dt>
                    <dd>{shown(name, known().facts[name] ?? '')}</dd>
                  </>
                )}
              </For>
            </dl>
          </div>
        )}
      </Show>
    </Section>
  )
}
