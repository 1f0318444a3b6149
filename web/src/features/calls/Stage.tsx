import type { PersonId } from '@zvonok/schema/core/ids'
import { createEffect, createMemo, createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { createMedia } from '../../ui/create-media.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { chevronRight } from '../../ui/icons.ts'
import { chevronLeft } from '../../ui/more-icons.ts'
import { useCall } from './create-call-view.ts'
import { gridFor, pagesOf, type Space, stripFor } from './layout.ts'
import css from './Stage.module.css'
import { Tile } from './Tile.tsx'
import { bringForward, inFocus, type Seat, tileOrder } from './tile-order.ts'

/** One tile: a person, or a shared screen. */
interface Place {
  readonly id: PersonId
  readonly source: 'camera' | 'screen'
}

/** INCALL-1, INCALL-2. The people of the call. Only tiles of the page that is looked at are drawn, so that only their pictures are received. */
export function Stage(props: { layout: 'grid' | 'speaker' }) {
  const view = useCall()
  const [space, setSpace] = createSignal<Space>({ width: 320, height: 320 })
  const [page, setPage] = createSignal(0)
  const [chosen, setChosen] = createSignal<PersonId>()
  const wide = createMedia('(width >= 48rem)')
  let frame!: HTMLDivElement
  onMount(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSpace({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    observer.observe(frame)
    onCleanup(() => observer.disconnect())
  })

  const sharing = createMemo(() => [...view.media()].filter(([, { screen }]) => screen).map(([id]) => id))
  const isSpeaker = () => props.layout === 'speaker' || sharing().length > 0 || chosen() !== undefined
  const ordered = createMemo(() => tileOrder(view.seats()))
  const focus = createMemo((): Place | undefined => {
    if (!isSpeaker()) return undefined
    const id = inFocus(ordered(), chosen(), sharing())
    if (!id) return undefined
    return { id, source: chosen() !== id && sharing().includes(id) ? 'screen' : 'camera' }
  })
  const perPage = createMemo(() =>
    focus() ? stripFor(stripSpace(space(), wide()), wide()) : gridFor(ordered().length, space()).perPage,
  )
  const small = createMemo((): Seat[] => {
    const now = focus()
    const others = now?.source === 'camera' ? ordered().filter(({ id }) => id !== now.id) : ordered()
    return bringForward(others, perPage(), Date.now())
  })
  const pages = createMemo(() => pagesOf(small().length, { columns: 1, rows: 1, perPage: perPage() }))
  createEffect(() => page() >= pages() && setPage(pages() - 1))
  const shown = createMemo(() => small().slice(page() * perPage(), (page() + 1) * perPage()))
  const grid = createMemo(() => gridFor(Math.min(ordered().length, perPage()), space()))
  const choose = (id: PersonId) => setChosen((before) => (before === id ? undefined : id))
  const shownIds = createMemo(() => shown().map(({ id }) => id))

  return (
    <section class={css.stage} aria-label={t('calls.people')}>
      <div ref={frame} class={css.frame}>
        <div
          class={`${focus() ? css.speaker : css.grid} ${focus() && wide() ? css.beside : ''}`}
          style={focus() ? {} : { '--columns': grid().columns, '--rows': grid().rows }}
        >
          <Show when={focus()}>
            {(place) => (
              <div class={css.large}>
                <Tile id={place().id} source={place().source} large onChoose={() => choose(place().id)} />
              </div>
            )}
          </Show>
          <ul class={focus() ? css.strip : css.tiles}>
            <For each={shownIds()}>
              {(id) => (
                <li class={css.cell}>
                  <Tile
                    id={id}
                    source="camera"
                    large={!focus() && shownIds().length <= 4}
                    onChoose={() => choose(id)}
                  />
                </li>
              )}
            </For>
          </ul>
        </div>
      </div>
      <Show when={view.seats().length === 1}>
        <p class={css.alone} role="status">
          {view.ringing().length > 0
            ? t('calls.calling', { names: view.ringing().map(view.name).join(', ') })
            : `${t('calls.onlyYou')}. ${t('calls.onlyYouText')}`}
        </p>
      </Show>
      <Show when={pages() > 1}>
        <div class={css.pages}>
          <IconButton
            label={t('calls.previous')}
            icon={chevronLeft}
            disabled={page() === 0}
            onClick={() => setPage(page() - 1)}
          />
          <span role="status">{t('calls.page', { page: page() + 1, pages: pages() })}</span>
          <IconButton
            label={t('calls.next')}
            icon={chevronRight}
            disabled={page() + 1 >= pages()}
            onClick={() => setPage(page() + 1)}
          />
        </div>
      </Show>
    </section>
  )
}

/** The strip beside the large picture is one tile wide, below it one tile high. */
const stripSpace = ({ width, height }: Space, isColumn: boolean): Space =>
  isColumn ? { width: 180, height } : { width, height: 112 }
