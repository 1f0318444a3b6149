/** Arrow keys, Home, End and first letters among the items of a menu, a list or a toolbar. True when the key was one of them. */
export function moveFocus(event: KeyboardEvent, items: readonly HTMLElement[]): boolean {
  const at = items.indexOf(document.activeElement as HTMLElement)
  const target = items[indexFor(event, items, at)]
  if (!target) return false
  event.preventDefault()
  target.focus()
  return true
}

function indexFor(event: KeyboardEvent, items: readonly HTMLElement[], at: number): number {
  const { length } = items
  switch (event.key) {
    case 'ArrowDown':
      return (at + 1) % length
    case 'ArrowUp':
      return at < 0 ? length - 1 : (at + length - 1) % length
    case 'Home':
      return 0
    case 'End':
      return length - 1
    default:
      return event.key.length === 1 && !event.ctrlKey && !event.metaKey ? startingWith(event.key, items, at) : -1
  }
}

function startingWith(letter: string, items: readonly HTMLElement[], at: number): number {
  const begins = (item: HTMLElement) => item.textContent?.trim().toLowerCase().startsWith(letter.toLowerCase())
  const after = items.findIndex((item, index) => index > at && begins(item))
  return after >= 0 ? after : items.findIndex(begins)
}
