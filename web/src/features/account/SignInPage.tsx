import { Match, Show, Switch } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { key } from '../../ui/more-icons.ts'
import { Later, SkeletonList } from '../../ui/Skeleton.tsx'
import { AddressStep } from './AddressStep.tsx'
import { CardPage } from './CardPage.tsx'
import { createProgress, type Progress } from './create-progress.ts'
import { ExpiredNote } from './ExpiredNote.tsx'
import { idName } from './front.ts'
import { Notes } from './Notes.tsx'
import { Problem } from './Problem.tsx'
import { ProofStep } from './ProofStep.tsx'

/** Phone or mail, then password and code. */
export function SignInPage() {
  const id = createProgress()
  const at = (...steps: Progress['step'][]) => {
    const now = id.progress()
    return now !== undefined && now !== 'expired' && steps.includes(now.step) ? now : undefined
  }
  const title = () =>
    at('password')
      ? t('account.proofTitle')
      : at('code', 'done')
        ? t('account.codeTitle')
        : id.progress() === 'expired'
          ? t('account.expired')
          : t('account.signInTitle', { id: idName() })
  return (
    <CardPage
      brand={idName()}
      brandIcon={key}
      title={title()}
      text={at('address') && t('account.signInText')}
      below={<Notes />}
    >
      <Switch
        fallback={
          <Show
            when={id.offline()}
            fallback={
              <Later>
                <SkeletonList rows={2} label={t('journal.loading')} />
              </Later>
            }
          >
            <Problem text={id.task.problem()} />
            <Button look="main" wide onClick={id.load}>
              {t('core.retry')}
            </Button>
          </Show>
        }
      >
        <Match when={id.progress() === 'expired'}>
          <ExpiredNote />
        </Match>
        <Match when={at('address')}>{(progress) => <AddressStep id={id} progress={progress()} />}</Match>
        <Match when={at('password', 'code', 'done')}>{(progress) => <ProofStep id={id} progress={progress()} />}</Match>
      </Switch>
    </CardPage>
  )
}
