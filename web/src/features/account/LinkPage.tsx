import { Refused } from '@zvonok/schema/core/refusal'
import { createResource, Match, Show, Switch } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { key } from '../../ui/more-icons.ts'
import { Later, SkeletonList } from '../../ui/Skeleton.tsx'
import { CardPage } from './CardPage.tsx'
import { answer, api } from './client.ts'
import { createTask } from './create-task.ts'
import { ExpiredNote } from './ExpiredNote.tsx'
import { idName } from './front.ts'
import { LinkSteps } from './LinkSteps.tsx'
import { Notes } from './Notes.tsx'
import { Problem } from './Problem.tsx'
import { problemText } from './problem-text.ts'
import { startLink } from './start-link.ts'

/** `/journal/link`: back from the ID. The learning profile, the check of own data, and the link. */
export function LinkPage() {
  const [found, { refetch }] = createResource(() => answer(api.journal.link.$get()))
  const code = () => (found.error instanceof Refused ? found.error.code : undefined)
  return (
    <Switch
      fallback={
        <CardPage brand={idName()} brandIcon={key} title={t('account.check')}>
          <Later>
            <SkeletonList rows={2} label={t('journal.loading')} />
          </Later>
        </CardPage>
      }
    >
      <Match when={code() === 'account.alreadyLinked'}>
        <Taken />
      </Match>
      <Match when={code() === 'account.requestExpired' || code() === 'core.signedOut'}>
        <CardPage brand={idName()} brandIcon={key} title={t('account.expired')} below={<Notes />}>
          <ExpiredNote />
        </CardPage>
      </Match>
      <Match when={found.error}>
        <CardPage brand={idName()} brandIcon={key} title={t('account.check')}>
          <Problem text={problemText(found.error)} />
          <Button look="main" wide onClick={refetch}>
            {t('core.retry')}
          </Button>
        </CardPage>
      </Match>
      <Match when={found()}>{(link) => <LinkSteps link={link()} />}</Match>
    </Switch>
  )
}

function Taken() {
  const { busy, problem, run } = createTask()
  return (
    <CardPage brand={idName()} brandIcon={key} title={t('account.signInTitle', { id: idName() })} below={<Notes />}>
      <Problem text={t('account.taken', { id: idName() })} />
      <p>{t('account.takenText')}</p>
      <Button look="main" wide disabled={busy()} onClick={() => run(startLink)}>
        {t('account.tryOther')}
      </Button>
      <ButtonLink href="/journal/chats" wide>
        {t('account.toJournal')}
      </ButtonLink>
      <Show when={problem()}>
        <Problem text={problem()} />
      </Show>
    </CardPage>
  )
}
