import { type Deliver, NotDelivered } from './delivery.ts'

const timeoutMs = 15_000

/**
 * SENDING-3. SMS by the HTTP interface of any gateway. `template` is its address with `{phone}` (digits only: `79000000001`), `{text}` and, if it knows
 * repeated requests, `{id}`; `#post` at the end sends the query as a form, so that no log of a proxy shows it. For smsc.ru:
 * `https://smsc.ru/sys/send.php?login=…&psw=…&phones={phone}&mes={text}&id={id}&charset=utf-8&fmt=3#post`
 */
export const httpGateway =
  (template: string): Deliver =>
  async ({ to, text, id }) => {
    const url = new URL(fill(template, { phone: to.replace(/\D/g, ''), text, id }))
    const post = url.hash === '#post'
    const form = new URLSearchParams(url.search)
    url.hash = ''
    if (post) url.search = ''
    const answer = await fetch(url, {
      ...(post && { method: 'POST', body: form }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((error: unknown) => {
      throw new NotDelivered(error instanceof Error ? error.name : 'network')
    })
    const said = await answer.text()
    if (!answer.ok) throw new NotDelivered(`http ${answer.status}`)
    const refusal = refusalIn(said)
    if (refusal) throw new NotDelivered(refusal)
  }

const fill = (template: string, values: Record<string, string>): string =>
  template.replace(/\{(phone|text|id)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))

/** Gateways say no with status 200: `{"error":"…","error_code":6}` (smsc.ru), `{"success":false}`, `{"status":"ERROR"}`, `ERROR = 6 (…)`. */
function refusalIn(said: string): string | undefined {
  if (/^\s*error/i.test(said)) return `error ${/\d+/.exec(said)?.[0] ?? ''}`.trim()
  const answer = parsed(said)
  const code = Number(answer.error_code ?? answer.status_code)
  const bad = answer.error || answer.error_code || answer.success === false || answer.status === 'ERROR'
  return bad ? `error ${Number.isNaN(code) ? '' : code}`.trim() : undefined
}

function parsed(said: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(said)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    // Plain text: that it is no refusal was seen already.
    return {}
  }
}
