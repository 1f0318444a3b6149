import { onMount } from 'solid-js'

/** `ref` of what has just appeared, a form or a button: the person can go on at once, and a screen reader hears what is asked. */
export const focusFirst = (element: HTMLElement): void =>
  onMount(() => {
    const first = element.querySelector<HTMLElement>('input') ?? element.querySelector<HTMLElement>('[type=submit]')
    const target = first ?? element
    target.focus()
  })
