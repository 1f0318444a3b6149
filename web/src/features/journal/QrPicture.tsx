import { encode } from 'uqr'

/** Black on white in both themes and on paper: cameras want it so. */
export function QrPicture(props: { text: string; label: string; class: string | undefined }) {
  const code = () => encode(props.text, { border: 0 })
  const path = () =>
    code()
      .data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
      .join('')
  return (
    <svg class={props.class} role="img" aria-label={props.label} viewBox={`0 0 ${code().size} ${code().size}`}>
      <path d={path()} fill="currentColor" shape-rendering="crispEdges" />
    </svg>
  )
}
