import { createSignal, For, type JSX, Show } from 'solid-js'
import { Icon } from '../../ui/Icon.tsx'
import type { MenuItem } from '../../ui/Menu.tsx'
import css from './SwipeRow.module.css'

const beginPx = 12
const buttonPx = 88

/**
 * CHATLIST-9. A row that a finger draws aside: to the left shows `after`, to the right `before`, as buttons. Whoever cannot swipe finds the
 * same in the menu.
 */
export function SwipeRow(props: {
  before(): readonly MenuItem[]
  after(): readonly MenuItem[]
  children: JSX.Element
}) {
  const [shift, setShift] = createSignal(0)
  const [moving, setMoving] = createSignal(false)
  let start: { x: number; y: number; shift: number } | undefined

  const buttons = () => (shift() > 0 ? props.before() : shift() < 0 ? props.after() : [])
  const room = (to: number) => buttonPx * (to > 0 ? props.before() : props.after()).length
  const bounded = (to: number) => Math.sign(to) * Math.min(Math.abs(to), room(to))

  function onPointerDown(event: PointerEvent) {
    if (event.pointerType !== 'mouse') start = { x: event.clientX, y: event.clientY, shift: shift() }
  }
  function onPointerMove(event: PointerEvent & { currentTarget: HTMLElement }) {
    if (!start) return
    const [dx, dy] = [event.clientX - start.x, event.clientY - start.y]
    if (!moving()) {
      if (Math.abs(dx) < beginPx || Math.abs(dx) < Math.abs(dy) * 1.5) return
      setMoving(true)
      event.currentTarget.setPointerCapture(event.pointerId)
    }
    setShift(bounded(start.shift + dx))
  }
  function onPointerUp() {
    if (!start) return
    start = undefined
    if (!moving()) return
    setMoving(false)
    const to = shift()
    setShift(Math.abs(to) > room(to) / 2 ? Math.sign(to) * room(to) : 0)
  }
  function choose(item: MenuItem) {
    setShift(0)
    item.run()
  }
  return (
    <div class={css.row}>
      <Show when={shift() !== 0}>
        <div class={`${css.buttons} ${shift() > 0 ? css.left : css.right}`}>
          <For each={buttons()}>
            {(item) => (
              <button
                type="button"
                class={`${css.button} ${item.danger ? css.danger : ''}`}
                onClick={() => choose(item)}
              >
                <Show when={item.icon}>{(path) => <Icon path={path()} />}</Show>
                <span>{item.label}</span>
              </button>
            )}
          </For>
        </div>
      </Show>
      <div
        class={`${css.face} ${moving() ? css.moving : ''}`}
        style={{ transform: shift() === 0 ? undefined : `translateX(${shift()}px)` }}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
        on:click={{
          capture: true,
          handleEvent: (event) => {
            if (shift() === 0) return
            event.preventDefault()
            event.stopPropagation()
            setShift(0)
          },
        }}
      >
        {props.children}
      </div>
    </div>
  )
}
