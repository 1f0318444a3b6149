import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { answer, api } from './client.ts'
import { goTo } from './create-progress.ts'
import { createTask } from './create-task.ts'
import css from './Form.module.css'
import { focusFirst } from './focus-first.ts'
import { Problem } from './Problem.tsx'

/** «Продолжить как …»: this browser is signed in at the ID. */
export function ContinueAs(props: { who: string }) {
  const { busy, problem, run } = createTask()
  const goOn = () =>
    run(async () => {
      goTo((await answer(api.id['continue-as'].$post())).goTo)
    })
  return (
    <>
      <Button ref={focusFirst} look="main" wide disabled={busy()} onClick={goOn}>
        {t('account.continueAs', { who: props.who })}
      </Button>
      <Problem text={problem()} />
      <p class={css.quiet}>{t('account.continueOther')}</p>
    </>
  )
}
