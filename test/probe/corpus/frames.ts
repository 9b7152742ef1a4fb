/** HTTP/2 by hand (RFC 9113): node's own server would not let us break the rules. */
export function frame(type: number, flags: number, stream: number, payload: Uint8Array | string = ''): Buffer {
  const body = Buffer.from(payload as string)
  const start = Buffer.alloc(9)
  start.writeUIntBE(body.length, 0, 3)
  start[3] = type
  start[4] = flags
  start.writeUInt32BE(stream, 5)
  return Buffer.concat([start, body])
}

export function numbers(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, 4 * index)
  return bytes
}

/** A header that is not put into the table (RFC 7541, section 6.2.2). */
export function field(name: string, value: string): Buffer {
  return Buffer.concat([Buffer.from([0]), text(name), text(value)])
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value)
  if (bytes.length < 127) return Buffer.concat([Buffer.from([bytes.length]), bytes])
  const length = [127]
  let rest = bytes.length - 127
  for (; rest >= 128; rest = Math.floor(rest / 128)) length.push((rest % 128) + 128)
  length.push(rest)
  return Buffer.concat([Buffer.from(length), bytes])
}

/** A block of headers, in as many frames as it needs. */
export function headers(block: Buffer, flags = 0, stream = 1): Buffer {
  const size = 16_000
  const frames: Buffer[] = []
  for (let at = 0; at === 0 || at < block.length; at += size) {
    const last = at + size >= block.length ? 4 : 0
    const type = at === 0 ? 1 : 9
    frames.push(frame(type, last | (at === 0 ? flags : 0), stream, block.subarray(at, at + size)))
  }
  return Buffer.concat(frames)
}

export const settings = frame(4, 0, 0)
export const status200 = Buffer.from([0x88])
export const status204 = Buffer.from([0x89])
export const ok = headers(status200)
export const data = (body: string, end = false) => frame(0, end ? 1 : 0, 1, body)
export const reset = (code: number) => frame(3, 0, 1, numbers(code))
export const goaway = (last: number, code: number) => frame(7, 0, 0, numbers(last, code))
