import { Show } from 'solid-js'
import { t, type WordKey } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import css from './CallPage.module.css'
import type { Ending } from './call-session.ts'

/** INCALL-9. One clear sentence for each way in which a call is over or was never there. */
export function CallOver(props: { ending: Ending; onAgain?: () => void }) {
  const words = () => sentences[props.ending] ?? { title: 'calls.over.other' as const }
  return (
    <main class={css.card}>
      <h1 class={css.title} role="status">
        {t(words().title)}
      </h1>
      <p class={css.text}>
        {t(words().text ?? (words().title === 'calls.over.other' ? reason(props.ending) : 'calls.over.chatStays'))}
      </p>
      <div class={css.buttons}>
        <Show when={props.onAgain && (props.ending === 'left' || props.ending === 'elsewhere')}>
          <Button look="main" wide onClick={() => props.onAgain?.()}>
            {t('calls.again')}
          </Button>
        </Show>
        <ButtonLink wide href="/chats">
          {t('calls.toChats')}
        </ButtonLink>
        <ButtonLink look="plain" wide href="/calls">
          {t('calls.toCalls')}
        </ButtonLink>
      </div>
    </main>
  )
}

const reason = (ending: Ending): WordKey =>
  ending === 'left' || ending === 'elsewhere' || ending === 'unanswered' ? 'calls.over.chatStays' : `refusal.${ending}`

const sentences: Partial<Record<Ending, { title: WordKey; text?: WordKey }>> = {
  left: { title: 'calls.over.left' },
  elsewhere: { title: 'calls.over.elsewhere' },
  unanswered: { title: 'calls.over.unanswered', text: 'calls.over.unansweredText' },
  'calls.ended': { title: 'calls.over.ended' },
  'calls.removed': { title: 'calls.over.removed' },
  'calls.full': { title: 'calls.over.full' },
  'calls.off': { title: 'calls.over.off', text: 'calls.over.offText' },
  'contacts.notAllowed': { title: 'calls.over.other', text: 'calls.over.alone' },
  'core.notFound': { title: 'calls.over.foreign', text: 'calls.over.foreignText' },
  'core.badInput': { title: 'calls.over.foreign', text: 'calls.over.foreignText' },
}
