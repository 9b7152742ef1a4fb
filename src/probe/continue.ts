import type { Socket } from 'node:net'
import { Fault } from './fault.ts'

/** An interim answer longer than this is left to the parser, which refuses it. */
const longest = 4096
const wanted = /^HTTP\/1\.[01] 100[ \r]/

/** Whether bytes are, or may become, the head of a `100 Continue`. */
function mayBeContinue(bytes: Buffer): boolean {
  if (bytes.length > longest) return false
  const text = bytes.toString('latin1', 0, 16)
  return text.length < 13 ? 'HTTP/1.1 100 '.startsWith(text.replace('HTTP/1.0', 'HTTP/1.1')) : wanted.test(text)
}

/** Parsers limit a head's fields and forget its first line: no head is longer, with what arrives beside it. */
const longestHead = 256 * 1024

/**
 * Tells of the first byte, takes a leading `100 Continue` that nobody asked for off the stream (servers do send it, HTTP
 * allows it (RFC 9110, 15.2), and undici calls it a bad response), and ends a head that does not end. Standing where the
 * socket hands bytes to its stream (`push`), it sees them before any reader and takes no part in the flow.
 *
 * @returns what to call when the head has come
 */
export function watchInput(socket: Socket, onFirstByte: () => void): () => void {
  const push = socket.push.bind(socket)
  let held = Buffer.alloc(0)
  let count = 0
  let answering = false
  const restore = () => {
    socket.push = push
  }
  socket.push = (chunk: Buffer | null) => {
    if (chunk === null) {
      restore()
      if (held.length > 0) push(held)
      return push(null)
    }
    if (count === 0) onFirstByte()
    count += chunk.length
    if (count > longestHead) {
      restore()
      socket.destroy(new Fault('headers_too_large'))
      return false
    }
    if (answering) return push(chunk)
    held = Buffer.concat([held, chunk])
    while (held.length > 0 && mayBeContinue(held)) {
      const end = held.indexOf('\r\n\r\n')
      if (end === -1) return true
      held = held.subarray(end + 4)
    }
    if (held.length === 0) return true
    answering = true
    const rest = held
    held = Buffer.alloc(0)
    return push(rest)
  }
  return restore
}
