import { createEffect, For } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { dateText } from '../account/EventList.tsx'
import css from './PrintedCards.module.css'
import { QrPicture } from './QrPicture.tsx'

export interface Card {
  readonly personId: string
  readonly name: string
  readonly login: string
  readonly code: string
  readonly url: string
  readonly untilMs: number
}

/** Cards to cut out and hand over. On paper nothing else of the page is left. */
export function PrintedCards(props: { cards: readonly Card[]; onClose(): void }) {
  let title!: HTMLHeadingElement
  // They stand below a list of pupils: the person is brought to them.
  createEffect(() => props.cards.length > 0 && title.focus())
  return (
    <section class={css.sheet} aria-labelledby="cards-title">
      <div class={css.head}>
        <h2 id="cards-title" tabindex="-1" ref={title}>
          {t('journal.cards.title')}
        </h2>
        <p role="status">{t('journal.cards.once')}</p>
        <Button look="main" onClick={() => window.print()}>
          {t('journal.cards.print')}
        </Button>
        <Button onClick={() => props.onClose()}>{t('journal.cards.close')}</Button>
      </div>
      <ul class={css.cards}>
        <For each={props.cards}>
          {(card) => (
            <li class={css.card}>
              <QrPicture class={css.code} text={card.url} label={t('journal.qr')} />
              <div>
                <p class={css.name}>{card.name}</p>
                <dl>
                  <dt>{t('journal.cards.login')}</dt>
                  <dd>{card.login}</dd>
                  <dt>{t('journal.cards.code')}</dt>
                  <dd>{card.code.replace(/^(.{5})/, '$1 ')}</dd>
                </dl>
                <p class={css.how}>{t('journal.cards.how', { address: `${window.location.host}/journal` })}</p>
                <p class={css.how}>{t('journal.cards.until', { date: dateText(card.untilMs) })}</p>
              </div>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
