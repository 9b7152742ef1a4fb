import { Fault } from './fault.ts'

// grpc.health.v1 has two messages of one field each: no reason to bring @grpc/grpc-js, protobufjs and what they need.

/** `HealthCheckRequest { string service = 1; }` in gRPC's frame: not compressed, its length. */
export function healthRequest(service: string): Buffer {
  const name = Buffer.from(service)
  const message = name.length === 0 ? name : Buffer.concat([Buffer.from([0x0a]), varint(name.length), name])
  const frame = Buffer.alloc(5)
  frame.writeUInt32BE(message.length, 1)
  return Buffer.concat([frame, message])
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  for (let rest = value; ; rest >>>= 7) {
    bytes.push(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest)
    if (rest <= 0x7f) return Buffer.from(bytes)
  }
}

const serving = ['unknown', 'serving', 'not_serving', 'service_unknown'] as const
export type ServingStatus = (typeof serving)[number]

/** Reads `HealthCheckResponse { ServingStatus status = 1; }` out of its frame. Throws a Fault `protocol`. */
export function readHealth(body: Buffer): ServingStatus {
  // One message, not compressed: nothing else was asked for.
  if (body.length < 5 || body[0] !== 0 || body.readUInt32BE(1) !== body.length - 5) throw new Fault('protocol')
  const message = body.subarray(5)
  let status = 0
  for (let at = 0; at < message.length; ) {
    const tag = readVarint(message, at)
    const field = fieldAt(message, tag.next, tag.value & 7)
    if (tag.value >>> 3 === 1 && field.value !== null) status = field.value
    at = field.next
  }
  return serving[status] ?? 'unknown'
}

/** A field's value when it is a number, and where the next one begins; unknown ones are stepped over. */
function fieldAt(message: Buffer, at: number, wireType: number): { value: number | null; next: number } {
  if (wireType === 0) return readVarint(message, at)
  const length = wireType === 2 ? readVarint(message, at) : null
  const next = wireType === 1 ? at + 8 : wireType === 5 ? at + 4 : length === null ? -1 : length.next + length.value
  if (next < 0 || next > message.length) throw new Fault('protocol')
  return { value: null, next }
}

function readVarint(message: Buffer, at: number): { value: number; next: number } {
  let value = 0
  for (let index = 0; index < 10; index += 1) {
    const byte = message[at + index]
    if (byte === undefined) break
    value += (byte & 0x7f) * 2 ** (7 * index)
    if (byte < 0x80) return { value, next: at + index + 1 }
  }
  throw new Fault('protocol')
}

/** gRPC's status codes from 1 on, in their order (google.golang.org/grpc/codes). */
const words = [
  ...['cancelled', 'unknown', 'invalid_argument', 'deadline_exceeded', 'not_found', 'already_exists'],
  ...['permission_denied', 'resource_exhausted', 'failed_precondition', 'aborted', 'out_of_range', 'unimplemented'],
  ...['internal', 'unavailable', 'data_loss', 'unauthenticated'],
]

/** Null for 0, "ok". Throws a Fault: `answer:<word>` for another code, `protocol` for what is none. */
export function checkGrpcStatus(text: string | undefined): void {
  if (text === '0') return
  const word = /^\d{1,2}$/.test(text ?? '') ? words[Number(text) - 1] : undefined
  throw word === undefined ? new Fault('protocol') : new Fault('answer', word)
}
