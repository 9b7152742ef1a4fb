import type { Step } from './script.ts'

/** How a server that speaks in lines can go wrong at any step, and what that is called. */
export const wrongLines: { wrong: string; steps: Step[]; class: string }[] = [
  { wrong: 'falls silent', steps: [], class: 'timeout' },
  { wrong: 'closes', steps: ['close'], class: 'closed' },
  { wrong: 'resets', steps: ['reset'], class: 'reset' },
  { wrong: 'closes in the middle of a line', steps: [{ say: '2' }, 'close'], class: 'truncated' },
  { wrong: 'says something else', steps: [{ say: 'HTTP/1.1 400 Bad Request\r\n\r\n' }], class: 'protocol' },
  { wrong: 'sends bytes that are no text', steps: [{ say: Buffer.from([0, 255, 254, 10]) }], class: 'protocol' },
  { wrong: 'sends a line without end', steps: ['flood'], class: 'protocol' },
  { wrong: 'trickles', steps: ['trickle'], class: 'timeout' },
]

/** The same where a TLS handshake is to come. */
export const wrongHandshakes: { wrong: string; steps: Step[]; class: string }[] = [
  { wrong: 'falls silent', steps: [], class: 'timeout' },
  { wrong: 'closes', steps: ['close'], class: 'closed' },
  { wrong: 'resets', steps: ['reset'], class: 'reset' },
  { wrong: 'goes on in plain text', steps: [{ say: '250 still here\r\n' }], class: 'tls_not_tls' },
  { wrong: 'floods', steps: ['flood'], class: 'tls_not_tls' },
  {
    wrong: 'trickles a record that never ends',
    steps: [{ say: Buffer.from([22, 3, 3, 64, 0]) }, 'trickle'],
    class: 'timeout',
  },
]
