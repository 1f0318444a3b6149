/** The least page that could be a chat with Solid, Vite and Yjs: a list out of a document, and an input line. No storage, no network. */
import { createSignal, For } from 'solid-js'
import { render } from 'solid-js/web'
import * as Y from 'yjs'

const log = new Y.Doc().getArray<string>('m')
log.push(Array.from({ length: 50 }, (_, n) => `Сообщение ${n}: завтра контрольная по алгебре, не забудьте тетради`))

function Chat() {
  const [rows, setRows] = createSignal(log.toArray())
  const [text, setText] = createSignal('')
  log.observe(() => setRows(log.toArray()))
  function send(event: SubmitEvent) {
    event.preventDefault()
    log.push([text()])
    setText('')
  }
  return (
    <form onSubmit={send}>
      <For each={rows()}>{(row) => <p>{row}</p>}</For>
      <textarea aria-label="Сообщение" value={text()} onInput={(event) => setText(event.currentTarget.value)} />
      <button type="submit">Отправить</button>
    </form>
  )
}

render(() => <Chat />, document.getElementById('app') as HTMLElement)
