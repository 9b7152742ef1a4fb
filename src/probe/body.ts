import type { Transform } from 'node:stream'
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib'
import { Fault } from './fault.ts'

/** No assertion looks further, and no server makes us keep more. After decompression. */
export const bodyCap = 1024 * 1024

export interface Body {
  bytes: Buffer
  /** There is more than these: the rest was not read, or they are compressed in a way that nobody asked for. */
  capped: boolean
}

export const emptyBody: Body = { bytes: Buffer.alloc(0), capped: false }

/** Takes a body in pieces, decompresses it as it comes, and stops at the cap. */
export interface BodySink {
  /** False: hold back until `onDrain`. */
  write: (chunk: Buffer) => boolean
  end: () => void
  /** Settles when the body has ended or the cap is reached. Throws a Fault `decode`. */
  done: Promise<Body>
}

/** RFC 9659 allows a zstd window of 8 MB; without a limit a server could make us keep 128 MB. */
const zstdWindow = { params: { [constants.ZSTD_d_windowLogMax]: 23 } }
/** Said by servers of bodies that are not compressed at all. */
const plain = new Set(['', 'identity', 'none', 'utf-8', 'utf8', 'aws-chunked'])

/** The decompressor of a content encoding, chosen by the first byte: "deflate" is sent raw as often as wrapped. */
function decompressor(encoding: string, first: number): Transform | null {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip()
  if (encoding === 'br') return createBrotliDecompress()
  if (encoding === 'zstd') return createZstdDecompress(zstdWindow)
  if (encoding === 'deflate') return (first & 0x0f) === 8 ? createInflate() : createInflateRaw()
  return null
}

export function bodySink(encoding: string, onDrain: () => void): BodySink {
  const kept: Buffer[] = []
  let size = 0
  let stream: Transform | null = null
  let begun = false
  let over = false
  const { promise, resolve, reject } = Promise.withResolvers<Body>()

  const coding = encoding.trim().toLowerCase()
  const finish = (capped: boolean) => {
    if (over) return
    over = true
    resolve({ bytes: Buffer.concat(kept), capped })
    stream?.destroy()
  }
  const keep = (chunk: Buffer) => {
    if (over) return
    kept.push(chunk.subarray(0, bodyCap - size))
    size += chunk.length
    if (size > bodyCap) finish(true)
  }
  const begin = (first: number) => {
    begun = true
    stream = decompressor(coding, first)
    stream?.on('data', keep)
    stream?.on('end', () => finish(false))
    stream?.on('drain', onDrain)
    stream?.on('error', (error) => {
      if (!over) reject(new Fault('decode', null, { cause: error }))
      over = true
    })
  }
  // Whoever waits hears of it; a probe that is already over does not.
  promise.catch(() => {})
  return {
    write(chunk) {
      if (over || chunk.length === 0) return true
      if (!begun) begin(chunk[0]!)
      if (stream !== null) return stream.write(chunk)
      keep(chunk)
      return true
    },
    end() {
      if (stream === null) finish(begun && !plain.has(coding))
      else stream.end()
    },
    done: promise,
  }
}
