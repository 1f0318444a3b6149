import { createResource, For, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { forgetPerson } from '../../platform/last-person.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { key } from '../../ui/more-icons.ts'
import { CardPage } from './CardPage.tsx'
import css from './ChoosePage.module.css'
import { answer, api } from './client.ts'
import { goToChats } from './create-progress.ts'
import { createTask } from './create-task.ts'
import { ExpiredNote } from './ExpiredNote.tsx'
import { idName } from './front.ts'
import { Problem } from './Problem.tsx'

/** One ID, several profiles: a mother of two schools, a teacher who is a parent. */
export function ChoosePage() {
  const [people] = createResource(() => answer(api.enter.people.$get()))
  const { busy, problem, run } = createTask()
  const choose = (personId: string) =>
    run(async () => {
      await answer(api.enter.as.$post({ json: { personId } }))
      forgetPerson()
      goToChats()
    })
  return (
    <CardPage
      brand={idName()}
      brandIcon={key}
      title={people.error ? t('account.expired') : t('account.choose')}
      text={people.error ? undefined : t('account.chooseText', { id: idName() })}
    >
      <Problem text={problem()} />
      <Show when={!people.error} fallback={<ExpiredNote />}>
        <ul class={css.list}>
          <For each={people()?.people}>
            {(person) => (
              <li>
                <button type="button" class={css.person} disabled={busy()} onClick={() => choose(person.id)}>
                  <Avatar id={person.id} title={person.name} />
                  <span>
                    <strong class={css.name}>{person.name}</strong>
                    <span class={css.schools}>
                      {person.schools.map(({ name, role }) => `${t(`journal.role.${role}`)}, ${name}`).join('; ')}
                    </span>
                  </span>
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </CardPage>
  )
}
