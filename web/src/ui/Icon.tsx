/** A decoration: the control around it carries the name. `path`: one of `icons.ts`. */
export function Icon(props: { path: string; class?: string | undefined; filled?: boolean }) {
  return (
    <svg
      class={props.class}
      width="20"
      height="20"
      viewBox="0 0 24 24"
      fill={props.filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      stroke-width="1.9"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={props.path} />
    </svg>
  )
}
