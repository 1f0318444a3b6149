/** A place on the screen, CSS pixels: a point, or the box of a control. */
export interface Anchor {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export const atPoint = (x: number, y: number): Anchor => ({ left: x, top: y, right: x, bottom: y })

export const atElement = (element: Element): Anchor => element.getBoundingClientRect()

const margin = 8

/** Puts the menu inside `veil` under its anchor, or above it, whole on the screen. On narrow screens the style sheet makes it a sheet. */
export function placeMenu(veil: HTMLElement, at: Anchor): void {
  const menu = veil.firstElementChild
  if (!(menu instanceof HTMLElement)) return
  const { width, height } = menu.getBoundingClientRect()
  const { innerWidth, innerHeight } = window
  const right = at.left + width + margin <= innerWidth
  const left = right ? at.left : at.right - width
  const below = at.bottom + height + margin <= innerHeight
  const top = below ? at.bottom + 4 : at.top - height - 4
  menu.style.setProperty('--left', `${clamp(left, margin, innerWidth - width - margin)}px`)
  menu.style.setProperty('--top', `${clamp(top, margin, innerHeight - height - margin)}px`)
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, Math.max(low, high)))
