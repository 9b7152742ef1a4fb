import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { searchFor } from '../src/secrets/search.ts'
import { lookThrough } from '../src/store/outgoing-folder.ts'
import { figure } from './figure.ts'

// A site of 100 components and 5,000 incidents has some 300 MB, and each deploy looks through all of it.
const secrets = Array.from({ length: 20 }, (_, index) => ({
  name: `SECRET_${index}`,
  value: `tok_${(index + 7).toString(36)}f9a${'7c1d-0b5e+33'.slice(0, 4 + (index % 8))}`,
}))
const text = readFileSync(new URL('../docs/configuration.md', import.meta.url))
const page = Buffer.concat([text, text]).subarray(0, 20_000)
const megabytes = 100
const all = Buffer.concat(Array.from({ length: (megabytes * 1e6) / page.length }, () => page))

const one = median(() => searchFor(secrets.slice(0, 1))!(all))
const many = median(() => searchFor(secrets)!(all))
figure(`${megabytes} MB in memory, 20 secrets in all writings`, many, 1, 's')
figure('20 secrets against one', many / one, 8, 'times')

const folder = await mkdtemp(join(tmpdir(), 'candor-bench-secrets-'))
try {
  for (let number = 0; number < (megabytes * 1e6) / page.length; number += 1) {
    const place = join(folder, `${number % 100}`)
    if (number < 100) await mkdir(place)
    await writeFile(join(place, `${number}.html`), page)
  }
  const start = performance.now()
  await lookThrough(searchFor(secrets)!, folder, 'dist')
  figure(
    `${megabytes} MB in ${all.length / page.length} files, read and looked through`,
    (performance.now() - start) / 1000,
    1,
    's',
  )
} finally {
  await rm(folder, { recursive: true, force: true })
}

function median(work: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now()
    work()
    return (performance.now() - start) / 1000
  })
  return times.sort((a, b) => a - b)[2]!
}
