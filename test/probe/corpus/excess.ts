import { randomBytes } from 'node:crypto'
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { answer } from '../support/servers.ts'
import { asked, flood, head, type Sick, says } from './sick.ts'

// Made beforehand: a server that compresses 32 MB is deaf meanwhile.
const zeros = Buffer.alloc(32 * 1024 * 1024)
const bomb = (encoding: string, made: Buffer): Sick => ({
  name: `a bomb of ${encoding}`,
  act: says(answer(200, { 'content-encoding': encoding }, made)),
  ends: 'up',
  at: 'answer',
})
const text = 'state: fine'
const wants = { expect: { body: { contains: 'fine' } } }
const packed = (encoding: string, bytes: Buffer, name = encoding): Sick => ({
  name: `a body by ${name}`,
  act: says(answer(200, { 'content-encoding': encoding }, bytes)),
  check: wants,
  ends: 'up',
  at: 'answer',
})
const broken = (name: string, encoding: string, bytes: Buffer | string): Sick => ({
  name,
  act: says(answer(200, { 'content-encoding': encoding }, bytes)),
  ends: 'down decode',
  at: 'answer',
})
const piece = 'x'.repeat(16_384)

export const excess: Sick[] = [
  bomb('gzip', gzipSync(zeros, { level: 1 })),
  bomb('deflate', deflateSync(zeros, { level: 1 })),
  bomb('br', brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })),
  bomb('zstd', zstdCompressSync(zeros)),
  packed('gzip', gzipSync(text)),
  packed('x-gzip', gzipSync(text)),
  packed('GZip', gzipSync(text), 'GZip in capitals'),
  packed('gzip', Buffer.concat([gzipSync('state: '), gzipSync('fine')]), 'gzip in two members'),
  packed('deflate', deflateSync(text)),
  packed('deflate', deflateRawSync(text), 'raw deflate'),
  packed('br', brotliCompressSync(text)),
  packed('zstd', zstdCompressSync(text)),
  broken('gzip that is text', 'gzip', 'plain text'),
  broken('deflate that is text', 'deflate', '~~~~ plain text'),
  broken('brotli that is noise', 'br', randomBytes(400)),
  broken('zstd that is text', 'zstd', 'plain text'),
  broken('gzip cut short', 'gzip', gzipSync(randomBytes(5000)).subarray(0, 300)),
  broken('brotli cut short', 'br', brotliCompressSync(randomBytes(5000)).subarray(0, 300)),
  broken('zstd cut short', 'zstd', zstdCompressSync(randomBytes(5000)).subarray(0, 300)),
  broken('gzip with a wrong sum', 'gzip', spoiled(gzipSync(text), -6)),
  // Window of 2^27, one raw block of two bytes (RFC 8878, section 3.1.1).
  broken('a zstd window of 128 MB', 'zstd', Buffer.from('28b52ffd00881100006f6b', 'hex')),
  {
    name: 'an encoding that nobody asked for, with a word that must not be there',
    act: says(answer(200, { 'content-encoding': 'compress' }, 'error')),
    check: { expect: { body: { lacks: 'fault' } } },
    ends: 'down body',
    at: 'answer',
  },
  {
    name: 'a body without end',
    act: asked((socket) => {
      socket.write(`${head}\r\n`)
      flood(socket, piece)
    }),
    ends: 'up',
    at: 'answer',
  },
  {
    name: 'a body without end that must hold a word',
    act: asked((socket) => {
      socket.write(`${head}\r\n`)
      flood(socket, piece)
    }),
    check: wants,
    ends: 'down body',
    at: 'answer',
  },
  {
    name: 'a body of a terabyte',
    act: asked((socket) => {
      socket.write(`${head}content-length: 1000000000000\r\n\r\n`)
      flood(socket, piece)
    }),
    ends: 'up',
    at: 'answer',
  },
  {
    name: 'chunks without end',
    act: asked((socket) => {
      socket.write(`${head}transfer-encoding: chunked\r\n\r\n`)
      flood(socket, `4000\r\n${piece}\r\n`)
    }),
    ends: 'up',
    at: 'answer',
  },
  {
    name: 'headers without end',
    act: asked((socket) => {
      socket.write(head)
      flood(socket, 'x-more: and more\r\n'.repeat(100))
    }),
    ends: 'down headers_too_large',
    at: 'answer',
  },
  {
    name: 'one header without end',
    act: asked((socket) => {
      socket.write(`${head}x: `)
      flood(socket, piece)
    }),
    ends: 'down headers_too_large',
    at: 'answer',
  },
  {
    name: 'a header’s name without end',
    act: asked((socket) => {
      socket.write(head)
      flood(socket, piece)
    }),
    ends: 'down headers_too_large',
    at: 'answer',
  },
  {
    name: 'a reason without end',
    act: asked((socket) => {
      socket.write('HTTP/1.1 200 ')
      flood(socket, piece)
    }),
    ends: 'down headers_too_large',
    at: 'answer',
  },
  {
    name: 'a header of 100 KB',
    act: says(answer(200, { 'x-big': 'a'.repeat(100_000) })),
    ends: 'down headers_too_large',
    at: 'answer',
  },
  {
    name: '10,000 headers',
    act: says(`${head}${Array.from({ length: 10_000 }, (_, i) => `x-${i}: a\r\n`).join('')}\r\n`),
    ends: 'down headers_too_large',
    at: 'answer',
  },
  {
    name: 'trailers without end',
    act: asked((socket) => {
      socket.write(`${head}transfer-encoding: chunked\r\n\r\n0\r\n`)
      flood(socket, 'x-more: and more\r\n'.repeat(100))
    }),
    ends: 'down headers_too_large',
    at: 'answer',
  },
  {
    name: 'an interim answer with headers without end',
    act: asked((socket) => {
      socket.write('HTTP/1.1 100 Continue\r\n')
      flood(socket, 'x-more: and more\r\n'.repeat(100))
    }),
    ends: 'down headers_too_large',
    at: 'answer',
  },
  {
    name: 'JSON that nests without end',
    act: says(answer(200, {}, '['.repeat(500_000))),
    check: { expect: { json: [{ path: '$..a', exists: true }] } },
    ends: 'down json',
    at: 'answer',
  },
  {
    name: 'a body made to keep a pattern busy',
    act: says(answer(200, {}, `${'a'.repeat(900_000)}b`)),
    check: { expect: { body: { matches: '(a|aa)+$' } } },
    ends: 'down body',
    at: 'answer',
  },
]

function spoiled(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes)
  const place = copy.length + at
  copy[place] = copy[place]! ^ 0xff
  return copy
}
