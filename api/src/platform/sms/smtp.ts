import { createTransport } from 'nodemailer'
import { type Deliver, NotDelivered } from './delivery.ts'

const timeoutMs = 15_000

export interface SmtpSettings {
  readonly host: string
  readonly port: number
  /** TLS from the first byte (`smtps:`); else STARTTLS, which only a server on this machine may do without. */
  readonly tls: boolean
  readonly plainAllowed: boolean
  readonly auth?: { readonly user: string; readonly pass: string }
  /** «Школа № 1 <school@example.org>» */
  readonly from: string
}

/** SENDING-4. Mail by the school's own mail server. The id of the queue is that of the mail, so that a repeated try is recognised. */
export function smtpGateway({ host, port, tls, plainAllowed, auth, from }: SmtpSettings): Deliver {
  const transport = createTransport({
    host,
    port,
    secure: tls,
    requireTLS: !tls && !plainAllowed,
    ...(auth && { auth }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'localhost'
  return async ({ id, to, subject, text }) => {
    await transport
      .sendMail({ from, to: { name: '', address: to }, subject, text, messageId: `<${id}@${domain}>` })
      .catch((error: unknown) => {
        throw new NotDelivered(reasonOf(error))
      })
  }
}

/** Of nodemailer's errors the code and the server's number; its sentences may name the address. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'smtp'
  const { code, responseCode } = error as { code?: string; responseCode?: number }
  return [code ?? 'smtp', responseCode].filter(Boolean).join(' ')
}
