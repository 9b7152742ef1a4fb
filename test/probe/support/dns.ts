import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

/** What the fake name server hears. */
export interface Question {
  name: string
  /** The number of the record type. */
  type: number
  over: 'udp' | 'tcp'
}

/** A reply; `records` as [type, data]. A Buffer is sent as it is, null is silence. */
export type Reply = { code?: number; cut?: boolean; records?: [number, Buffer][]; id?: number } | Buffer | null

export const type = { A: 1, NS: 2, CNAME: 5, MX: 15, TXT: 16, AAAA: 28 }

const labels = (name: string) =>
  Buffer.concat([
    ...name.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)])),
    Buffer.from([0]),
  ])
export const a = (address: string): [number, Buffer] => [type.A, Buffer.from(address.split('.').map(Number))]
export const aaaa = (hex: string): [number, Buffer] => [type.AAAA, Buffer.from(hex, 'hex')]
export const cname = (name: string): [number, Buffer] => [type.CNAME, labels(name)]
export const ns = (name: string): [number, Buffer] => [type.NS, labels(name)]
export const mx = (priority: number, name: string): [number, Buffer] => [
  type.MX,
  Buffer.concat([Buffer.from([priority >> 8, priority & 255]), labels(name)]),
]
export const txt = (...chunks: string[]): [number, Buffer] => [
  type.TXT,
  Buffer.concat(chunks.flatMap((chunk) => [Buffer.from([chunk.length]), Buffer.from(chunk)])),
]

function read(message: Buffer, over: Question['over']): Question & { end: number } {
  const parts: string[] = []
  let at = 12
  for (let length = message[at]!; length > 0; length = message[at]!) {
    parts.push(message.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return { name: parts.join('.'), type: message.readUInt16BE(at + 1), over, end: at + 5 }
}

function write(message: Buffer, end: number, reply: Exclude<Reply, Buffer | null>): Buffer {
  const { code = 0, cut = false, records = [], id } = reply
  const head = Buffer.from(message.subarray(0, end))
  if (id !== undefined) head.writeUInt16BE(id, 0)
  head[2] = 0x81 | (cut ? 2 : 0)
  head[3] = 0x80 | code
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(records.length, 6)
  head.fill(0, 8, 12)
  const answers = records.map(([kind, data]) => {
    const record = Buffer.from([0xc0, 12, 0, kind, 0, 1, 0, 0, 0, 60, data.length >> 8, data.length & 255])
    return Buffer.concat([record, data])
  })
  return Buffer.concat([head, ...answers])
}

const running: (() => void)[] = []

export function closeDns(): void {
  for (const close of running.splice(0)) close()
}

/** A name server on loopback that says what it is told to, by UDP and TCP on one port, spoilt; keeps what it heard. */
export async function serveDns(
  act: (question: Question) => Reply,
  spoil = (bytes: Buffer): Buffer => bytes,
): Promise<{ resolver: string; heard: Question[] }> {
  const heard: Question[] = []
  const answer = (message: Buffer, over: Question['over']) => {
    const { end, ...question } = read(message, over)
    heard.push(question)
    const reply = act(question)
    return reply === null || Buffer.isBuffer(reply) ? reply : spoil(write(message, end, reply))
  }
  const tcp = createServer((socket: Socket) => {
    socket.on('error', () => {})
    let held = Buffer.alloc(0)
    socket.on('data', (chunk: Buffer) => {
      held = Buffer.concat([held, chunk])
      if (held.length < 2 || held.length < 2 + held.readUInt16BE(0)) return
      const reply = answer(held.subarray(2), 'tcp')
      if (reply === null) return
      const length = Buffer.alloc(2)
      length.writeUInt16BE(reply.length)
      socket.write(Buffer.concat([length, reply]))
    })
  })
  tcp.listen(0, '127.0.0.1')
  await once(tcp, 'listening')
  const { port } = tcp.address() as { port: number }
  const udp = createSocket('udp4')
  udp.on('message', (message, { port: to, address }) => {
    const reply = answer(message, 'udp')
    if (reply !== null) udp.send(reply, to, address)
  })
  udp.bind(port, '127.0.0.1')
  await once(udp, 'listening')
  running.push(() => {
    udp.close()
    tcp.close()
  })
  return { resolver: `127.0.0.1:${port}`, heard }
}
