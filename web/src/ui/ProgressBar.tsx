import css from './ProgressBar.module.css'

/** Long work with a number. `value`: 0 to 1. */
export function ProgressBar(props: { label: string; value: number }) {
  return <progress class={css.bar} aria-label={props.label} max="1" value={props.value} />
}
