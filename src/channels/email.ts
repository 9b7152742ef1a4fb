import { openSocket } from '../probe/connect.ts'
import { withDeadline } from '../probe/deadline.ts'
import { faultOf } from '../probe/fault.ts'
import { guardOf } from '../probe/guard.ts'
import { startPhases } from '../probe/phases.ts'
import { sentenceOf } from '../verdict/sentence.ts'
import { type ChannelKind, type Keys, Undelivered } from './channel.ts'
import { addressIn, mailOf } from './mail.ts'
import { loadMailer } from './mailer.ts'

/** Seconds for one message, greeting and TLS included. */
const limit = 20
const implicitTls = 465

/** Text and HTML by SMTP, on a connection that the guard has looked at. */
export const email: ChannelKind<'email'> = {
  type: 'email',
  async send(message, keys, { fill, signal: stop }) {
    const { createTransport } = await loadMailer()
    const port = keys.port ?? 587
    const phases = startPhases()
    const mail = mailOf(message, keys.id, keys.from)
    const auth = keys.user === undefined ? undefined : { user: fill(keys.user), pass: fill(keys.password ?? '') }
    await withDeadline(limit, stop, async (signal) => {
      try {
        const target = { host: keys.host, port, family: null, permits: guardOf(keys.allow_private ?? false) }
        const connection = await openSocket(target, phases, signal)
        signal.addEventListener('abort', () => connection.destroy())
        const transport = createTransport({
          connection,
          host: keys.host,
          port,
          secure: port === implicitTls,
          // A password never goes over an open line.
          requireTLS: auth !== undefined && port !== implicitTls,
          name: new URL(message.page.url).hostname,
          ...(auth === undefined ? {} : { auth }),
          socketTimeout: limit * 1000,
          greetingTimeout: limit * 1000,
          disableFileAccess: true,
          disableUrlAccess: true,
        })
        const { rejected } = await transport.sendMail({ ...mail, from: keys.from, ...receivers(keys) })
        if (rejected.length > 0) {
          throw new Undelivered(`The mail server refused ${rejected.length} of ${keys.to.length} receivers.`)
        }
      } catch (error) {
        if (error instanceof Undelivered) throw error
        throw undelivered(error, phases.current, signal.aborted)
      }
    })
  },
}

/** Subscribers do not see one another's addresses. */
function receivers({ audience, from, to }: Keys<'email'>) {
  const envelope = { from: addressIn(from), to: to.map(addressIn) }
  return audience === 'public' ? { to: from, envelope } : { to, envelope }
}

/** What nodemailer throws: its own code, and that of the socket. */
interface Thrown {
  code?: string
  originalCode?: string
  responseCode?: number
}

/** A mail server's own words may repeat what it was told, the password included: only its code is shown. */
function undelivered(error: unknown, phase: Parameters<typeof faultOf>[1], aborted: boolean): Undelivered {
  const { code, originalCode, responseCode } = error as Thrown
  if (code === 'EAUTH') return new Undelivered('The mail server does not take the user name and password.')
  if (code === 'ETLS')
    return new Undelivered('The mail server offers no secure connection, and the password needs one.')
  if (typeof responseCode === 'number' && responseCode >= 400) {
    return new Undelivered(`The mail server refused the message with code ${responseCode}.`)
  }
  if (code === 'ETLS')
    return new Undelivered('The mail server offers no secure connection, and the password needs one.')
  const cause = originalCode === undefined ? error : { code: originalCode }
  const { class: name, detail } = faultOf(cause, phase, { aborted })
  return new Undelivered(name === 'checker' ? 'The mail server broke off.' : sentenceOf(name, detail))
}
