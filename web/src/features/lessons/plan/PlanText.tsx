import type { PlanBlock, PlanSpan } from '@zvonok/schema/lessons/plan-text'
import { For, Match, Show, Switch } from 'solid-js'
import { Dynamic } from 'solid-js/web'

/** The text of a plan for its readers: elements made from plain values, never markup. */
export function PlanText(props: { blocks: readonly PlanBlock[] }) {
  return <For each={props.blocks}>{(block) => <Block block={block} />}</For>
}

function Block(props: { block: PlanBlock }) {
  const of = <Kind extends PlanBlock['kind']>(kind: Kind) =>
    props.block.kind === kind ? (props.block as Extract<PlanBlock, { kind: Kind }>) : undefined
  const list = () => (props.block.kind === 'bulletList' || props.block.kind === 'orderedList' ? props.block : undefined)
  return (
    <Switch>
      <Match when={of('paragraph')}>
        {(line) => (
          <p>
            <Spans spans={line().spans} />
          </p>
        )}
      </Match>
      <Match when={of('heading')}>
        {(line) => (
          <Dynamic component={line().level === 2 ? 'h2' : 'h3'}>
            <Spans spans={line().spans} />
          </Dynamic>
        )}
      </Match>
      <Match when={list()}>
        {(items) => (
          <Dynamic component={items().kind === 'bulletList' ? 'ul' : 'ol'}>
            <For each={items().items}>
              {(item) => (
                <li>
                  <PlanText blocks={item} />
                </li>
              )}
            </For>
          </Dynamic>
        )}
      </Match>
    </Switch>
  )
}

function Spans(props: { spans: readonly PlanSpan[] }) {
  return (
    <For each={props.spans}>
      {(span) => (
        <Show when={span.href} fallback={<Emphasised span={span} />}>
          {(href) => (
            <a href={href()} target="_blank" rel="noopener noreferrer">
              <Emphasised span={span} />
            </a>
          )}
        </Show>
      )}
    </For>
  )
}

const Emphasised = (props: { span: PlanSpan }) => (
  <Show
    when={props.span.bold}
    fallback={
      <Show when={props.span.italic} fallback={props.span.text}>
        <em>{props.span.text}</em>
      </Show>
    }
  >
    <strong>
      <Show when={props.span.italic} fallback={props.span.text}>
        <em>{props.span.text}</em>
      </Show>
    </strong>
  </Show>
)
