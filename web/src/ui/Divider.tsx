import css from './Divider.module.css'

/** Words between the parts of a list. `line`: with a line on both sides. */
export function Divider(props: { label: string; line?: boolean }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot carry words
    <div role="separator" aria-label={props.label} class={props.line ? css.line : css.pill}>
      <span>{props.label}</span>
    </div>
  )
}
