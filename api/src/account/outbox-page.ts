import { html } from 'hono/html'

interface Shown {
  readonly to: string
  readonly text: string
  /** UTC milliseconds. */
  readonly at: number
}

/** For people: who was sent what. */
export const outboxPage = (messages: readonly Shown[]) => html`<!doctype html>
<html lang="ru">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Исходящие SMS и письма — демо</title>
    <link rel="stylesheet" href="/dev/outbox.css" />
  </head>
  <body>
    <main>
      <h1>Исходящие SMS и письма</h1>
      <p>Здесь видно, что школа отправила бы на телефоны и почту. Новое появится, когда вы обновите страницу.</p>
      ${messages.length === 0 ? html`<p role="status">Пока ничего не отправлено.</p>` : ''}
      ${messages.map(
        ({ to, text, at }) => html`<article>
          <h2>${to}</h2>
          <p>${text}</p>
          <time datetime="${new Date(at).toISOString()}">${new Date(at).toLocaleTimeString('ru')}</time>
        </article>`,
      )}
    </main>
  </body>
</html>`

export const outboxStyle = `
:root { color-scheme: light dark; font: 15px/20px system-ui, sans-serif; }
body { margin: 0; background: light-dark(#f3f5f9, #0f131a); color: light-dark(#131a26, #e8ecf3); }
main { display: grid; gap: 12px; max-width: 27rem; margin: 0 auto; padding: 24px 16px; }
h1, h2, p { margin: 0; }
h1 { font-size: 22px; line-height: 28px; }
h2 { font-size: 15px; }
p, time { color: light-dark(#5a6577, #9aa6b8); }
article { display: grid; gap: 4px; padding: 16px; border-radius: 16px; background: light-dark(#fff, #1f2733); }
article p { color: inherit; font-size: 17px; }
time { font-size: 13px; }
`
