import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * As much of S3 as a copy needs, for no package of Debian or npm brings one: ListObjects (1 and 2), PutObject, HeadObject
 * and DeleteObject with the shapes of https://docs.aws.amazon.com/AmazonS3/latest/API/ (2026-11). Signatures are not
 * checked, only whose key they name.
 */
export interface Bucket {
  endpoint: string
  objects: Map<string, { text: string; type: string; cache: string }>
  /** `PUT index.html`, in order; of writing requests alone. */
  asked: string[]
  /** Answers 403 to everything, or 500 to writing this key. */
  refuses: string | null
  close: () => Promise<void>
}

export async function startBucket(name: string, accessKey: string): Promise<Bucket> {
  const bucket: Pick<Bucket, 'objects' | 'asked' | 'refuses'> = { objects: new Map(), asked: [], refuses: null }
  const server = createServer(async (request, answer) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const url = new URL(request.url ?? '/', 'http://bucket')
    const [, first, ...rest] = url.pathname.split('/').map(decodeURIComponent)
    const key = rest.join('/')
    const error = (status: number, code: string) =>
      answer
        .writeHead(status, { 'content-type': 'application/xml' })
        .end(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`)
    const signed = request.headers.authorization ?? ''
    if (!signed.startsWith(`AWS4-HMAC-SHA256 Credential=${accessKey}/`)) return error(403, 'InvalidAccessKeyId')
    if (first !== name) return error(404, 'NoSuchBucket')
    if (request.method !== 'GET' && request.method !== 'HEAD') bucket.asked.push(`${request.method} ${key}`)
    if (bucket.refuses === '*') return error(403, 'AccessDenied')
    if (key !== '' && key === bucket.refuses) return error(500, 'InternalError')
    if (key === '' && request.method === 'GET') {
      return answer.writeHead(200, { 'content-type': 'application/xml' }).end(listing(url.searchParams))
    }
    const found = bucket.objects.get(key)
    if (request.method === 'PUT') {
      const text = Buffer.concat(chunks).toString('utf8')
      const { 'content-type': type = '', 'cache-control': cache = '' } = request.headers
      bucket.objects.set(key, { text, type, cache })
      return answer.writeHead(200, { etag: etag(text) }).end()
    }
    if (request.method === 'DELETE') {
      bucket.objects.delete(key)
      return answer.writeHead(204).end()
    }
    if (found === undefined) return error(404, 'NoSuchKey')
    const headers = {
      etag: etag(found.text),
      'content-length': Buffer.byteLength(found.text),
      'last-modified': modified,
    }
    return answer.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : found.text)
  })
  const listing = (asked: URLSearchParams) => {
    const prefix = asked.get('prefix') ?? ''
    const found = [...bucket.objects].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1))
    // With a delimiter what lies deeper is one line a folder.
    const deeper = (key: string) => asked.get('delimiter') === '/' && key.slice(prefix.length).includes('/')
    const folders = new Set(
      found.filter(([key]) => deeper(key)).map(([key]) => /^[^/]*\//.exec(key.slice(prefix.length))![0]),
    )
    const prefixes = [...folders].map(
      (name) => `<CommonPrefixes><Prefix>${encodeURI(prefix + name)}</Prefix></CommonPrefixes>`,
    )
    const contents = found
      .filter(([key]) => !deeper(key))
      .map(
        ([key, { text }]) =>
          `<Contents><Key>${encodeURI(key)}</Key><LastModified>2026-11-22T06:00:00.000Z</LastModified><ETag>${etag(text).replaceAll('"', '&quot;')}</ETag><Size>${Buffer.byteLength(text)}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
      )
    return `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${name}</Name><Prefix>${prefix}</Prefix><KeyCount>${found.length}</KeyCount><MaxKeys>1000</MaxKeys><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>${contents.join('')}${prefixes.join('')}</ListBucketResult>`
  }
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const close = () =>
    new Promise<void>((done) => {
      server.closeAllConnections()
      server.close(() => done())
    })
  return Object.assign(bucket, { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close })
}

const modified = 'Sun, 22 Nov 2026 06:00:00 GMT'

function etag(text: string): string {
  return `"${createHash('md5').update(text).digest('hex')}"`
}
