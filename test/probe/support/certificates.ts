import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Pair {
  key: string
  cert: string
}

/** A certificate authority of the test's own. */
export interface Authority {
  /** Its root's file, as `ca:` names it. */
  path: string
  cert: string
  /** A certificate for `names` (openssl's words), from and to so many days from now. */
  issue: (options: { san?: string; common?: string; from?: number; to?: number }) => Promise<Pair>
  /** Puts a text into a file for openssl; its path. */
  file: (text: string) => string
  selfSigned: (san: string) => Promise<Pair>
  remove: () => Promise<void>
}

const stamp = (days: number) =>
  new Date(Date.now() + days * 86_400_000)
    .toISOString()
    .replace(/[-:]|\.\d+/g, '')
    .replace('T', '')

/** Makes an authority with openssl in a folder that goes with it. */
export async function makeAuthority(): Promise<Authority> {
  const folder = await mkdtemp(join(tmpdir(), 'candor-ca-'))
  const at = (name: string) => join(folder, name)
  const openssl = (...words: string[]) => run('openssl', words, { cwd: folder })
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  await openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-subj',
    '/CN=Test root',
    '-days',
    '30',
  )
  await writeFile(at('index.txt'), '')
  await writeFile(at('serial'), '1000\n')
  const config = `[ca]\ndefault_ca=own\n[own]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ncertificate=ca.pem\nprivate_key=ca.key\ndefault_md=sha256\npolicy=any\nunique_subject=no\ncopy_extensions=copy\n[any]\ncommonName=optional\n`
  await writeFile(at('ca.conf'), config)
  let count = 0
  return {
    path: at('ca.pem'),
    cert: await readFile(at('ca.pem'), 'utf8'),
    async issue({ san, common = 'test', from = -1, to = 300 }) {
      count += 1
      const [key, request, cert] = [`${count}.key`, `${count}.csr`, `${count}.pem`]
      const extension = san === undefined ? [] : ['-addext', `subjectAltName=${san}`]
      await openssl('req', ...newKey, '-keyout', key, '-out', request, '-subj', `/CN=${common}`, ...extension)
      const window = ['-startdate', stamp(from), '-enddate', stamp(to)]
      await openssl('ca', '-batch', '-notext', '-config', 'ca.conf', '-in', request, '-out', cert, ...window)
      return { key: await readFile(at(key), 'utf8'), cert: await readFile(at(cert), 'utf8') }
    },
    file(text) {
      count += 1
      writeFileSync(at(`file-${count}`), text)
      return at(`file-${count}`)
    },
    async selfSigned(san) {
      const extension = ['-addext', `subjectAltName=${san}`]
      await openssl(
        'req',
        '-x509',
        ...newKey,
        '-keyout',
        's.key',
        '-out',
        's.pem',
        '-subj',
        '/CN=self',
        '-days',
        '300',
        ...extension,
      )
      return { key: await readFile(at('s.key'), 'utf8'), cert: await readFile(at('s.pem'), 'utf8') }
    },
    remove: () => rm(folder, { recursive: true }),
  }
}
