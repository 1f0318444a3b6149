import { onMount } from 'solid-js'

/** `ref` of a form that has just appeared: the person can type at once, and a screen reader hears what is asked. */
export const focusFirst = (form: HTMLElement): void => onMount(() => form.querySelector('input')?.focus())
